using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.ControlPlane;

/// <summary>
/// Whether a traffic policy puts endpoints into priorities by their labels (istio pilot/pkg/networking/core/loadbalancer/loadbalancer.go
/// GetEffectiveLbSetting, ApplyLocalityLoadBalancer, ApplyZoneAwareLoadBalancer).
/// </summary>
internal static class FailoverPriorities
{
    /// <summary>The field that orders by labels.</summary>
    public const string Labels = MeshConfigWords.LabelPriority;

    private const string Locality = MeshConfigWords.Localities;
    private const string ZoneAware = TrafficPolicyFields.Zones;
    private const string Outliers = "outlierDetection";

    /// <summary>Whether it does. Localities need outlier detection for it, and no distribute; zones need neither.</summary>
    public static bool HoldIn(UnstructuredMap policy, IstioVersion version)
    {
        var balancer = policy.Map("loadBalancer");
        if (balancer?.Map(ZoneAware) is { } zones && IstioBehavior.BalancesByZones(version)) return Are(zones);
        return balancer?.Map(Locality) is { } localities && Are(localities) && !localities.Says(LocalitySettings.Shares)
            && policy.Map(Outliers) is not null;
    }

    /// <summary>
    /// The setting by which endpoints of localities come one after the other: by outlier detection, and where nothing turns it off or
    /// shares out; that of the mesh where the policy says none. Null where nothing orders them so.
    /// </summary>
    public static UnstructuredMap? Failing(UnstructuredMap policy, MeshConfig mesh, IstioVersion version)
    {
        if (policy.Map(Outliers) is null) return null;
        var balancer = policy.Map("loadBalancer");
        if (balancer?.Map(ZoneAware) is not null && IstioBehavior.BalancesByZones(version)) return null;
        if (balancer?.Map(Locality) is { } own)
            return own.Says(LocalitySettings.Shares) || LocalitySettings.IsOff(own) ? null : own;
        return !mesh.FailsOverByLocality ? null
            : mesh.FailoverPriority.Count == 0 ? UnstructuredMap.Empty
            : UnstructuredMap.Of((Labels, UnstructuredList.From(mesh.FailoverPriority)));
    }

    /// <summary>Whether the policy itself says anything of localities.</summary>
    public static bool SaysLocalities(UnstructuredMap policy) => policy.Map("loadBalancer")?.Map(Locality) is not null;

    /// <summary>The setting of localities that shares the requests; null where none does.</summary>
    public static UnstructuredMap? Shared(UnstructuredMap policy) => policy.Map("loadBalancer")?.Map(Locality) is { } localities
        && localities.Says(LocalitySettings.Shares)
        && !LocalitySettings.IsOff(localities)
            ? localities
            : null;

    /// <summary>Whether the policy that holds says anything of localities, so that nothing else decides.</summary>
    public static bool IsSaid(MergedRule? rule, int port) =>
        TrafficPolicies.Part(rule, null, port, "loadBalancer") is { } balancer
        && (balancer.Map(Locality) is not null || balancer.Map(ZoneAware) is not null);

    /// <summary>Whether the mesh's own priorities hold, where no object says any: they too need outlier detection.</summary>
    public static bool HoldByMesh(UnstructuredMap policy, MeshConfig mesh) =>
        mesh.FailoverPriority.Count > 0 && policy.Map(Outliers) is not null;

    /// <summary>Whether a DestinationRule has priorities anywhere, or may bring the mesh's to bear.</summary>
    public static bool MayHold(UnstructuredMap spec, MeshConfig mesh)
    {
        if (spec.Map("trafficPolicy") is not { } policy) return false;
        if (MayHoldAt(policy, mesh)) return true;
        var levels = policy.List("portLevelSettings");
        for (var i = 0; i < levels.Count; i++)
        {
            if (levels[i] is UnstructuredMap level && MayHoldAt(level, mesh)) return true;
        }

        return false;
    }

    private static bool MayHoldAt(UnstructuredMap level, MeshConfig mesh) => HoldByMesh(level, mesh)
        || (level.Map("loadBalancer") is { } balancer
            && (balancer.Map(Locality)?.Says(Labels) is true || balancer.Map(ZoneAware)?.Says(Labels) is true));

    /// <summary>Whether a DestinationRule has endpoints balanced by zones anywhere.</summary>
    public static bool SaysZones(UnstructuredMap spec) => Levels(spec).Any(level => level.Map("loadBalancer")?.Map(ZoneAware) is not null);

    private static IEnumerable<UnstructuredMap> Levels(UnstructuredMap spec) =>
        spec.Map("trafficPolicy") is { } policy ? policy.Maps("portLevelSettings").Prepend(policy) : [];

    private static bool Are(UnstructuredMap setting) =>
        setting.Says(Labels) && !LocalitySettings.IsOff(setting);
}
