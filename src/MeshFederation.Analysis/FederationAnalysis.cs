using MeshFederation.Analysis.Rules;
using MeshFederation.Istio;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis;

/// <summary>Analyses federations: every rule of <see cref="RuleCatalog"/> over every object.</summary>
public static class FederationAnalysis
{
    /// <summary>Analyses a federation.</summary>
    /// <param name="federation">Everything that is known of it.</param>
    /// <returns>What was found: errors first, then by cluster, object, field and rule.</returns>
    public static IReadOnlyList<MeshFinding> Run(FederationView federation) => Run(federation, static _ => true);

    /// <summary>Analyses a federation by some of the rules.</summary>
    /// <param name="federation">Everything that is known of it.</param>
    /// <param name="isAsked">Whether a rule is asked for, by its id.</param>
    /// <returns>What was found, in the same order.</returns>
    public static IReadOnlyList<MeshFinding> Run(FederationView federation, Func<string, bool> isAsked)
    {
        federation.Prepare();
        var passes = RuleCatalog.All.Where(rule => isAsked(rule.Finds.Id))
            .GroupBy(static rule => rule is ObjectRule { Pass: var pass } ? pass : rule.Finds.Id, StringComparer.Ordinal)
            .Select(static pass => pass.ToArray()).ToArray();
        var found = AtOnce.Each(passes, pass => Evaluate(pass, federation).ToList());
        return [.. found.SelectMany(static findings => findings).Order(FindingOrder.Instance)];
    }

    private static IEnumerable<MeshFinding> Evaluate(IRule[] pass, FederationView federation) => pass[0] is ObjectRule
        ? ObjectRule.Evaluate(Array.ConvertAll(pass, static rule => (ObjectRule)rule), federation)
        : pass.SelectMany(rule => rule.Evaluate(federation));

    /// <summary>Whether nothing was found that stops publishing.</summary>
    /// <param name="findings">What was found.</param>
    /// <returns>True when there is no error.</returns>
    public static bool IsSound(IEnumerable<MeshFinding> findings) => !findings.Any(finding => finding.Severity == FindingSeverity.Error);
}
