using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Findings;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class RemoteRoutesIgnored : WayRule
{
    public override string Id => "MF3019";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title =>
        "A call from another cluster is split where it is made: VirtualServices of the serving cluster are not asked.";

    public override string Recommendation =>
        "Name the subsets in the VirtualService of the client cluster; calls without one reach all pods of the serving cluster.";

    public override string Source =>
        "pilot/pkg/networking/core/gateway.go: AUTO_PASSTHROUGH passes connections on without looking into them";

    protected override string? Fault(GatewayCall way)
    {
        if (way.Chain is not { Outcome: ChainOutcome.Served, Subset: null, Service: { } service }) return null;
        var split = way.Server.VirtualServices.Naming(service.Host).FirstOrDefault(VirtualServiceIndex.BindsSidecars);
        return split is null
            ? null
            : $"Calls to {way.Description} reach every pod of {service.Reference} in {way.Server.Name}; {split} there does not hold for "
                + "them.";
    }

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Chain.Service!.Host);
}
