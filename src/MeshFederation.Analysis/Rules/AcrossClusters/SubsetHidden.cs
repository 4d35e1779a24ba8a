using MeshFederation.Analysis.Calls;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class SubsetHidden : BrokenWayRule
{
    public override string Id => "MF3007";

    public override string Title => "The DestinationRule with the subset in the server name is seen from the serving gateway's namespace.";

    public override string Recommendation =>
        "Export the DestinationRule of the serving cluster to the gateway's namespace, or leave exportTo out.";

    public override string Source => "pilot/pkg/model/push_context.go destinationRule";

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Chain.Key?.Host);
}
