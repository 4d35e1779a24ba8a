using MeshFederation.Analysis.Routing.DestinationRules;
using MeshFederation.Analysis.Text;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Routing.ControlPlane;

/// <summary>
/// Whether a traffic policy puts endpoints into priorities by their labels (istio pilot/pkg/networking/core/loadbalancer/loadbalancer.go
/// GetEffectiveLbSetting, ApplyLocalityLoadBalancer, ApplyZoneAwareLoadBalancer).
/// </summary>
internal static class FailoverPriorities
{
    private const string Locality = "localityLbSetting";
    private const string ZoneAware = "zoneAwareLbSetting";

    /// <summary>Whether it does. Localities need outlier detection for it, and no distribute; zones need neither.</summary>
    public static bool HoldIn(UnstructuredMap policy, IstioVersion version)
    {
        var balancer = policy.Map("loadBalancer");
        if (balancer?.Map(ZoneAware) is { } zones && IstioBehavior.BalancesByZones(version)) return Are(zones);
        return balancer?.Map(Locality) is { } localities && Are(localities) && !localities.Says("distribute") && policy.Map("outlierDetection") is not null;
    }

    /// <summary>Whether the policy that holds says anything of localities, so that nothing else decides.</summary>
    public static bool IsSaid(MergedRule? rule, int port) =>
        TrafficPolicies.Effective(rule, null, port)?.Policy.Map("loadBalancer") is { } balancer && (balancer.Map(Locality) is not null || balancer.Map(ZoneAware) is not null);

    /// <summary>Whether a DestinationRule has such priorities anywhere.</summary>
    public static bool AreIn(UnstructuredMap spec) => spec.Map("trafficPolicy") is { } policy
        && policy.Maps("portLevelSettings").Prepend(policy).Any(level => level.Map("loadBalancer") is { } balancer && ((string[])[Locality, ZoneAware]).Any(setting => balancer.Map(setting)?.Says("failoverPriority") is true));

    private static bool Are(UnstructuredMap setting) => setting.Says("failoverPriority") && !(setting.TryGetValue("enabled", out var enabled) && enabled is false);
}
