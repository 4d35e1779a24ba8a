using MeshFederation.Analysis.Calls;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class ServiceNotServed : BrokenWayRule
{
    public override string Id => "MF3004";

    public override string Title => "The host in the server name is a service of the mesh in the serving cluster.";

    public override string Recommendation =>
        "Correct the host in the SNI to NAME.NAMESPACE.svc.DOMAIN with the serving cluster's own domain, or deploy the service there. One "
        + "that is there and hidden is seen with the annotation networking.istio.io/exportTo that names the gateway's namespace.";

    public override string Source => "pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains";

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Chain.Key?.Host);
}
