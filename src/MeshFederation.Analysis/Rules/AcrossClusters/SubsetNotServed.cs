using MeshFederation.Analysis.Calls;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class SubsetNotServed : WayRule
{
    public override string Id => "MF3006";

    public override string Title => "The subset in the server name is one of a DestinationRule in the serving cluster.";

    public override string Recommendation => "Add the subset to the DestinationRule of the service in the serving cluster, under the very same name.";

    public override string Source => "pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains";

    protected override string? Fault(GatewayCall way) => way.Chain.Outcome == ChainOutcome.SubsetUnknown && !HiddenSubsets.Has(way)
        ? $"The gateway of {way.Server.Name} serves no '{way.Tls.Sni}' to {way.Description}: {way.Chain.Why}."
        : null;

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Chain.Key?.Host, way.Chain.Key?.Subset);
}
