using MeshFederation.Analysis.Calls;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class PodsRefused : BrokenWayRule
{
    public override string Id => "MF3011";

    public override string Title => "The DestinationRule of the serving cluster leaves the mesh's TLS on.";

    public override string Recommendation =>
        "Remove trafficPolicy.tls from the DestinationRule in the serving cluster, or set ISTIO_MUTUAL.";

    public override string Source => "pilot/pkg/xds/endpoints/mtls_checker.go";

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Chain.Rule?.First);
}
