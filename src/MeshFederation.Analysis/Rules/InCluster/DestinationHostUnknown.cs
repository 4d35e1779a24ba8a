using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class DestinationHostUnknown : BrokenDestinationRule
{
    public override string Id => "MF2002";

    public override string Title => "Every destination is a host that the cluster knows and the caller sees.";

    public override string Recommendation =>
        "Add a ServiceEntry for the host, as New-MeshServiceEntry does for one in another cluster, correct its name, or export it to the "
        + "caller's namespace.";

    public override string Source =>
        "pkg/config/analysis/analyzers/virtualservice/destinationhosts.go (IST0101); pilot/pkg/networking/core/route/route.go";

    protected override (UnstructuredMap Map, string Key) Place(NamedDestination destination) => (destination.Content, "host");

    protected override object? CauseOf(NamedDestination destination, DestinationLeg leg) => (destination.Host, leg.Break.Sentence);
}
