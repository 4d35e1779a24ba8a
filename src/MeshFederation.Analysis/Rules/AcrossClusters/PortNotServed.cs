using MeshFederation.Analysis.Calls;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class PortNotServed : BrokenWayRule
{
    public override string Id => "MF3005";

    public override string Title => "The port in the server name is one of the service in the serving cluster.";

    public override string Recommendation =>
        "Write the number of the Service's port in the serving cluster; neither the pods' port nor 15443.";

    public override string Source => "pilot/pkg/model/service.go BuildDNSSrvSubsetKey";

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Chain.Key?.Host, way.Chain.Key?.Port);
}
