using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class ChainTwice : BrokenWayRule
{
    public override string Id => "MF3008";

    public override string Title => "Each service, port and subset has one chain at the serving gateway.";

    public override string Recommendation =>
        "Remove the host from one of the two servers in the serving cluster, or the subset that is there twice; until then Envoy refuses "
        + "the whole listener.";

    public override string Source => "pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains";

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) =>
        (way.Chain.Culprit ?? way.Chain.Server?.Gateway ?? way.Decider, null);

    protected override object? CauseOf(GatewayCall way) => (way.Chain.Culprit, way.Chain.Server, way.Chain.Second);
}
