using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>
/// Merges the traffic policy of a host with that of a subset, for one port (istio pilot/pkg/networking/util/util.go
/// MergeSubsetTrafficPolicy, GetPortLevelTrafficPolicy). A portLevelSettings entry for the port replaces connectionPool, outlierDetection,
/// loadBalancer and tls as a whole, with nothing where it says nothing.
/// </summary>
public static class TrafficPolicies
{
    /// <summary>The policy that holds.</summary>
    /// <param name="rule">The merged rule; null when none applies.</param>
    /// <param name="subset">The subset; null for the host as a whole.</param>
    /// <param name="port">The service's port.</param>
    /// <returns>The policy; null when none holds.</returns>
    public static EffectivePolicy? Effective(MergedRule? rule, RuleSubset? subset, int port)
    {
        if (rule is null) return null;
        var whole = rule.TrafficPolicy is { } all ? Level(all, port) ?? all : null;
        if (subset?.TrafficPolicy is not { } policy)
            return whole is null ? null : new(whole, null, replaces: true, TlsPlace(rule, subset: null, port));
        var level = Level(policy, port);
        return new(level ?? policy, whole, level is not null, TlsPlace(rule, subset, port));
    }

    /// <summary>One part of the policy that holds, for who asks for no other.</summary>
    /// <param name="rule">The merged rule; null when none applies.</param>
    /// <param name="subset">The subset; null for the host as a whole.</param>
    /// <param name="port">The service's port.</param>
    /// <param name="part">One of connectionPool, loadBalancer, outlierDetection and tls.</param>
    /// <returns>What it says; null when nothing does.</returns>
    public static UnstructuredMap? Part(MergedRule? rule, RuleSubset? subset, int port, string part)
    {
        if (rule is null) return null;
        var own = subset?.TrafficPolicy;
        if (own is not null)
        {
            if (Level(own, port) is { } level) return level.Map(part);
            if (own.Map(part) is { } said) return said;
        }

        return rule.TrafficPolicy is { } whole ? (Level(whole, port) ?? whole).Map(part) : null;
    }

    /// <summary>The tls that holds, and the field of the DestinationRule that says it; null when nothing does.</summary>
    internal static (UnstructuredMap Tls, string Field)? TlsOf(MergedRule? rule, RuleSubset? subset, int port) =>
        Part(rule, subset, port, "tls") is { } tls ? (tls, TlsPlace(rule!, subset, port).Field) : null;

    /// <summary>
    /// The tls mode by which istiod tells which endpoints speak the mesh's TLS: of a subset its own alone, until 1.31, and of a port that
    /// of the whole
    /// where its settings have none (istio pilot/pkg/xds/endpoints/mtls_checker.go tlsModeForDestinationRule).
    /// </summary>
    /// <param name="rule">The merged rule; null when none applies.</param>
    /// <param name="subset">The subset; null for the host as a whole.</param>
    /// <param name="port">The service's port.</param>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>The mode; null where nothing asks for one, and the endpoints decide.</returns>
    public static string? TlsModeOfEndpoints(MergedRule? rule, RuleSubset? subset, int port, IstioVersion version)
    {
        if (subset is null) return TlsMode(rule?.TrafficPolicy, port);
        return TlsMode(subset.TrafficPolicy, port)
            ?? (IstioBehavior.SubsetsInheritTlsAtGateways(version) ? TlsMode(rule?.TrafficPolicy, port) : null);
    }

    private static string? TlsMode(UnstructuredMap? policy, int port)
    {
        var ofPort = policy is null ? null : Level(policy, port)?.Map("tls");
        return (ofPort ?? policy?.Map("tls")) is { } tls ? TlsModes.OfClient(tls) : null;
    }

    /// <summary>Where the tls stands that holds: of the port, else of the subset where it has any, else of the host.</summary>
    private static PolicyPlace TlsPlace(MergedRule rule, RuleSubset? subset, int port)
    {
        if (subset?.TrafficPolicy is { } own)
        {
            if (Level(own, port) is not null) return new(own, subset, port);
            if (rule.TrafficPolicy is null || own.Map("tls") is not null) return new(own, subset, Port: null);
        }

        var whole = rule.TrafficPolicy!;
        return new(whole, Subset: null, Level(whole, port) is null ? null : port);
    }

    private static UnstructuredMap? Level(UnstructuredMap policy, int port)
    {
        var levels = policy.List("portLevelSettings");
        for (var i = 0; i < levels.Count; i++)
        {
            if (levels[i] is UnstructuredMap level && level.Map("port")?.Number("number") == port) return level;
        }

        return null;
    }
}
