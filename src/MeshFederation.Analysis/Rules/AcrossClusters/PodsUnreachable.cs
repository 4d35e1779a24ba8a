using MeshFederation.Analysis.Calls;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class PodsUnreachable : BrokenWayRule
{
    public override string Id => "MF3012";

    public override string Title =>
        "Some pod of the service and subset can be called through the serving gateway: it has a sidecar, takes the mesh's TLS, and lies in "
        + "a network that the gateway sees.";

    public override string Recommendation =>
        "Inject sidecars into the pods, lift the PeerAuthentication that turns TLS off, or give the gateway the network of the pods in "
        + "ISTIO_META_REQUESTED_NETWORK_VIEW.";

    public override string Source => "pilot/pkg/xds/endpoints/endpoint_builder.go; pilot/pkg/model/proxy_view.go";

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Chain.Service?.Host);
}
