using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

/// <summary>A traffic policy of a DestinationRule.</summary>
/// <param name="Map">What it says.</param>
/// <param name="Subset">The subset it is of, or null for that of the host.</param>
/// <param name="IsOfPort">Whether it holds for one port.</param>
internal sealed record TrafficPolicy(UnstructuredMap Map, UnstructuredMap? Subset, bool IsOfPort)
{
    /// <summary>Where it is, behind a noun.</summary>
    public string Where => (Subset is null ? "" : $" of the subset '{Subset.Text("name")}'") + (IsOfPort ? " for a port" : "");

    /// <summary>All policies of a DestinationRule.</summary>
    public static IReadOnlyList<TrafficPolicy> Of(MeshManifest rule)
    {
        List<TrafficPolicy>? policies = null;
        Add(ref policies, rule.Spec, null);
        foreach (var subset in rule.Spec.Maps("subsets")) Add(ref policies, subset, subset);
        return policies ?? (IReadOnlyList<TrafficPolicy>)[];
    }

    private static void Add(ref List<TrafficPolicy>? policies, UnstructuredMap owner, UnstructuredMap? subset)
    {
        if (owner.Map("trafficPolicy") is not { } policy) return;
        (policies ??= []).Add(new(policy, subset, IsOfPort: false));
        foreach (var port in policy.Maps("portLevelSettings")) policies.Add(new(port, subset, IsOfPort: true));
    }
}
