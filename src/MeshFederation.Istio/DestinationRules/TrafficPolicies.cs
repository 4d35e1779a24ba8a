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
        var whole = Levelled(rule.TrafficPolicy, port);
        if (subset?.TrafficPolicy is not { } policy)
        {
            return whole is { } all ? new(all.Policy, null, replaces: true, Place(rule.TrafficPolicy!, null, all.IsPort)) : null;
        }

        var own = Levelled(policy, port)!.Value;
        var ownPlace = Place(policy, subset, own.IsPort);
        if (whole is null) return new(own.Policy, null, replaces: true, ownPlace);
        var takesTls = own.IsPort || own.Policy.Map("tls") is not null;
        var place = takesTls ? ownPlace : Place(rule.TrafficPolicy!, null, whole.Value.IsPort);
        return new(own.Policy, whole.Value.Policy, own.IsPort, place);

        PolicyPlace Place(UnstructuredMap of, RuleSubset? owner, bool isPort) => new(of, owner, isPort ? port : null);
    }

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

    private static (UnstructuredMap Policy, bool IsPort)? Levelled(UnstructuredMap? policy, int port)
    {
        if (policy is null) return null;
        return Level(policy, port) is { } level ? (level, true) : (policy, false);
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
