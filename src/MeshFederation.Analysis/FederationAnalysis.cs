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
        var rules = RuleCatalog.All.Where(rule => isAsked(rule.Finds.Id)).ToArray();
        var found = AtOnce.Each(rules, rule => rule.Evaluate(federation).ToList());
        return [.. found.SelectMany(static findings => findings).Order(FindingOrder.Instance)];
    }

    /// <summary>Whether nothing was found that stops publishing.</summary>
    /// <param name="findings">What was found.</param>
    /// <returns>True when there is no error.</returns>
    public static bool IsSound(IEnumerable<MeshFinding> findings) => !findings.Any(finding => finding.Severity == FindingSeverity.Error);
}
