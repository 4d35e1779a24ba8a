using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

/// <summary>Namespaces of callers in other clusters need not be in this one, so this is no error.</summary>
internal sealed class NamespaceUnknown : Rule
{
    public override string Id => "MF1711";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The namespaces that a policy names are there.";

    public override string Recommendation => "Correct the name of the namespace.";

    public override string Source => "pkg/config/analysis/analyzers/authz/authorizationpolicies.go (IST0101)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Views)
        {
            var known = cluster.Of(IstioKind.Namespace).Select(space => space.Name).ToList();
            if (known.Count == 0) continue;
            foreach (var policy in cluster.Of(IstioKind.AuthorizationPolicy))
            {
                foreach (var source in policy.Spec.Maps("rules").SelectMany(PolicyRules.Sources)) Check(policy, source, known, report);
            }
        }
    }

    private static void Check(MeshManifest policy, UnstructuredMap source, List<string> known, Report report)
    {
        foreach (var field in (string[])["namespaces", "notNamespaces"])
        {
            foreach (var (index, text) in source.Texts(field))
            {
                if (!known.Exists(space => Meets(space, text)))
                {
                    report.At(
                        policy,
                        source.List(field),
                        index,
                        $"There is no namespace '{text}' among the {FormattableString.Invariant($"{known.Count}")} that are known.");
                }
            }
        }
    }

    /// <summary>A wildcard stands at the beginning or at the end.</summary>
    private static bool Meets(string space, string pattern)
    {
        if (pattern == "*") return true;
        if (pattern.StartsWith('*')) return space.EndsWith(pattern[1..], StringComparison.Ordinal);
        return pattern.EndsWith('*')
            ? space.StartsWith(pattern[..^1], StringComparison.Ordinal)
            : string.Equals(space, pattern, StringComparison.OrdinalIgnoreCase);
    }
}
