using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class PoolThrottlesCallers : WayRule
{
    private const string Part = "connectionPool";

    public override string Id => "MF3052";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title =>
        "Limits of connections in a serving cluster are not those of its gateway, where all callers of other clusters share them.";

    public override string Recommendation =>
        "Set the limit where the callers are, which Set-MeshConnectionPool does, and give the gateway's namespace a DestinationRule of its "
        + "own for the host, with the same subsets, without the limit, and exportTo: ['.']; or let it be large enough for all of them.";

    public override string Source =>
        "pilot/pkg/networking/core/cluster.go buildOutboundSniDnatClusters, cluster_traffic_policy.go applyConnectionPool; "
        + "envoyproxy.io docs: circuit breaking";

    protected override string? Fault(GatewayCall way)
    {
        if (way.Chain is not { Outcome: ChainOutcome.Served, Service: { } service, Port: { } port } chain) return null;
        if (TrafficPolicies.Effective(chain.Rule, chain.Subset, port.Number)?.Map(Part) is not { } pool) return null;
        string[] limits =
        [
            .. Limit(pool.Map("tcp")?.Number("maxConnections"), "open"),
            .. Limit(pool.Map("http")?.Number("http1MaxPendingRequests"), "waiting"),
        ];
        return limits.Length == 0
            ? null
            : $"A pod of the gateway of {way.Server.Name} has at most {string.Join(" and ", limits)} connections to {service.Host} for all "
                + "callers of other clusters together; what is above is refused.";
    }

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) =>
        CountingBlock.Of(way.Chain.Rule!, way.Chain.Subset, way.Chain.Port!.Number, Part);

    /// <summary>The largest number is how people write that there is none.</summary>
    private static IEnumerable<string> Limit(long? number, string what) =>
        number is > 0 and < int.MaxValue ? [FormattableString.Invariant($"{number} {what}")] : [];
}
