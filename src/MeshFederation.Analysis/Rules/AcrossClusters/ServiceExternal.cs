using MeshFederation.Analysis.Calls;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class ServiceExternal : BrokenWayRule
{
    public override string Id => "MF9014";

    public override string Title => "Services that gateways pass calls on to are of the mesh.";

    public override string Recommendation =>
        "Set location MESH_INTERNAL in the ServiceEntry of the host; without a location it is MESH_EXTERNAL.";

    public override string Source => "pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains";

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Chain.Key?.Host);
}
