using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

/// <summary>A traffic policy of a DestinationRule.</summary>
/// <param name="Map">What it says.</param>
/// <param name="Subset">The subset it is of, or null for that of the host.</param>
/// <param name="IsOfPort">Whether it holds for one port.</param>
internal readonly record struct TrafficPolicy(UnstructuredMap Map, UnstructuredMap? Subset, bool IsOfPort)
{
    /// <summary>Where it is, behind a noun.</summary>
    public string Where => (Subset is null ? "" : $" of the subset '{Subset.Text("name")}'") + (IsOfPort ? " for a port" : "");

    /// <summary>All policies of a DestinationRule.</summary>
    public static IEnumerable<TrafficPolicy> Of(MeshManifest rule)
    {
        foreach (var policy in Of(rule.Spec, null)) yield return policy;
        foreach (var subset in rule.Spec.Maps("subsets"))
        {
            foreach (var policy in Of(subset, subset)) yield return policy;
        }
    }

    private static IEnumerable<TrafficPolicy> Of(UnstructuredMap owner, UnstructuredMap? subset)
    {
        if (owner.Map("trafficPolicy") is not { } policy) yield break;
        yield return new(policy, subset, IsOfPort: false);
        foreach (var port in policy.Maps("portLevelSettings")) yield return new(port, subset, IsOfPort: true);
    }
}
