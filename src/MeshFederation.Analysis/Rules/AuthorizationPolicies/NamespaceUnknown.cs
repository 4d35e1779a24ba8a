using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

/// <summary>Namespaces of callers in other clusters need not be in this one, so this is no error.</summary>
internal sealed class NamespaceUnknown : AbsenceRule
{
    public override string Id => "MF1711";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The namespaces that a policy names are there.";

    public override string Recommendation => "Correct the name of the namespace.";

    public override string Source => "pkg/config/analysis/analyzers/authz/authorizationpolicies.go (IST0101)";

    public override IEnumerable<Absence> Find(FederationView federation) =>
        from cluster in federation.Mesh.Clusters
        let view = federation.In(cluster.Name)
        let known = view.Of(IstioKind.Namespace).Select(space => space.Name).ToList()
        where known.Count > 0
        from policy in view.Of(IstioKind.AuthorizationPolicy)
        from source in policy.Spec.Maps("rules").SelectMany(PolicyRules.Sources)
        from field in (string[])["namespaces", "notNamespaces"]
        from named in source.Texts(field)
        where !known.Exists(space => Meets(space, named.Text))
        select new Absence(
            cluster.Name,
            (report, message, cause) => report.At(policy, source.List(field), named.Index, message, cause),
            $"There is no namespace '{named.Text}' among the {FormattableString.Invariant($"{known.Count}")} that are known.",
            $"there is a namespace '{named.Text}'",
            cluster.Completeness.IsWhole(ReadKind.Namespace));

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
