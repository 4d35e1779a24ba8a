using MeshFederation.Analysis.Calls;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class SubsetNotServed : BrokenWayRule
{
    public override string Id => "MF3006";

    public override string Title => "The subset in the server name is one of a DestinationRule in the serving cluster.";

    public override string Recommendation =>
        "Add the subset to the DestinationRule of the service in the serving cluster, under the very same name.";

    public override string Source => "pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains";

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Chain.Key?.Host, way.Chain.Key?.Subset);
}
