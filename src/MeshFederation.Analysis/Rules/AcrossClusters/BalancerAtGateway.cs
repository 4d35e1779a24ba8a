using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class BalancerAtGateway : WayRule
{
    private const string Part = "loadBalancer";

    public override string Id => "MF3051";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A load balancer that hashes or warms up has pods to choose from, and not the gateway of a cluster.";

    public override string Recommendation =>
        "Take consistentHash and warmup out of the policy of this host; keep requests that belong together in one cluster by a match of a "
        + "header or cookie: Set-MeshTrafficSplit -Match. Within a cluster they work for its own callers.";

    public override string Source =>
        "pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains: a gateway chooses the pod, for each connection";

    protected override string? Fault(GatewayCall way)
    {
        if (TrafficPolicies.Effective(way.Rule, way.Subset, way.Port.Number)?.Map(Part) is not { } balancer) return null;
        if (way.MaySelectPods || What(balancer) is not { } what) return null;
        return $"{what} for {way.Description} chooses among gateways: which pod of {way.Server.Name} answers, its gateway decides, once "
            + "for each connection.";
    }

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) =>
        CountingBlock.Of(way.Rule!, way.Subset, way.Port.Number, Part);

    private static string? What(UnstructuredMap balancer) =>
        balancer.Says("consistentHash") ? "The hash"
        : balancer.Says("warmup") || balancer.Has("warmupDurationSecs") ? "The warm-up"
        : null;
}
