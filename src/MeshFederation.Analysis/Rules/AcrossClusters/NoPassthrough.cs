using MeshFederation.Analysis.Calls;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class NoPassthrough : BrokenWayRule
{
    public override string Id => "MF3001";

    public override string Title => "The gateway that a call goes to passes the mesh's TLS on.";

    public override string Recommendation =>
        "Publish a Gateway with an AUTO_PASSTHROUGH server on port 15443 in the serving cluster; publishing the federation there does.";

    public override string Source => "pilot/pkg/networking/core/gateway.go buildGatewayTCPFilterChainOpts";

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Workload);
}
