using MeshFederation.Istio.Objects;
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
    public static List<TrafficPolicy> Of(MeshManifest rule)
    {
        var policies = new List<TrafficPolicy>();
        AddOf(rule, policies);
        return policies;
    }

    /// <summary>Adds all policies of a DestinationRule to others.</summary>
    public static void AddOf(MeshManifest rule, List<TrafficPolicy> policies)
    {
        Add(policies, rule.Spec, null);
        foreach (var subset in rule.Spec.Maps("subsets")) Add(policies, subset, subset);
    }

    /// <summary>Whether some policy of a DestinationRule says something of a part.</summary>
    public static bool Say(MeshManifest rule, string part)
    {
        if (Says(rule.Spec, part)) return true;
        foreach (var subset in rule.Spec.Maps("subsets"))
        {
            if (Says(subset, part)) return true;
        }

        return false;
    }

    private static bool Says(UnstructuredMap owner, string part)
    {
        if (owner.Map("trafficPolicy") is not { } policy) return false;
        if (policy.Has(part)) return true;
        foreach (var port in policy.Maps("portLevelSettings"))
        {
            if (port.Has(part)) return true;
        }

        return false;
    }

    private static void Add(List<TrafficPolicy> policies, UnstructuredMap owner, UnstructuredMap? subset)
    {
        if (owner.Map("trafficPolicy") is not { } policy) return;
        policies.Add(new(policy, subset, IsOfPort: false));
        foreach (var port in policy.Maps("portLevelSettings")) policies.Add(new(port, subset, IsOfPort: true));
    }
}
