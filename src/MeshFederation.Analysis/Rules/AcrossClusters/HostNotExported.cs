using MeshFederation.Analysis.Calls;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class HostNotExported : BrokenWayRule
{
    public override string Id => "MF3003";

    public override string Title => "The host in the server name is one that the serving gateway passes on.";

    public override string Recommendation =>
        "Add the host to the AUTO_PASSTHROUGH server of the serving cluster's Gateway, or send the name of a host that it has.";

    public override string Source =>
        "pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains; before 1.8.6 and 1.9.5 networkfilter.go "
        + "buildOutboundAutoPassthroughFilterStack";

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Workload, way.Chain.Key?.Host);
}
