using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class DestinationPortUnknown : BrokenDestinationRule
{
    public override string Id => "MF2004";

    public override string Title => "Every port of a destination is one of its host.";

    public override string Recommendation => "Name the number of the Service's or ServiceEntry's port, not that of the pods.";

    public override string Source => "pkg/config/analysis/analyzers/virtualservice/destinationhosts.go (IST0101)";

    protected override (UnstructuredMap Map, string Key) Place(NamedDestination destination) => (destination.Content.Map("port")!, "number");

    protected override object? CauseOf(NamedDestination destination) => (destination.Host, destination.Break!.Sentence);
}
