using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class EndpointPortOther : BrokenWayRule
{
    public override string Id => "MF9010";

    public override string Title => "Endpoints name the port at which the gateway listens.";

    public override string Recommendation =>
        "Map every port of the ServiceEntry by its name to the gateway's port: endpoints[].ports: { NAME: 15443 }.";

    public override string Source => "pilot/pkg/model/gateway.go resolvePorts";

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) =>
        (way.Entry, way.IsOfService ? "spec.ports" : "spec.endpoints");

    protected override object? CauseOf(GatewayCall way) => (way.Entry, way.Port.Name);
}
