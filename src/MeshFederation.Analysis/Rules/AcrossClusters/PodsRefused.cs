using MeshFederation.Analysis.Calls;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class PodsRefused : WayRule
{
    public override string Id => "MF3011";

    public override string Title => "The DestinationRule of the serving cluster leaves the mesh's TLS on.";

    public override string Recommendation => "Remove trafficPolicy.tls from the DestinationRule in the serving cluster, or set ISTIO_MUTUAL.";

    public override string Source => "pilot/pkg/xds/endpoints/mtls_checker.go";

    protected override string? Fault(GatewayCall way) => way.Chain.Outcome == ChainOutcome.Served && GatewayPods.Of(way.Server, way.Workload, way.Chain).Refusal is { } why
        ? $"Calls to {way.Description} find no pod behind the gateway of {way.Server.Name}: {why}."
        : null;

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Chain.Rule?.First);
}
