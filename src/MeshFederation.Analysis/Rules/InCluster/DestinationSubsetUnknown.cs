using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class DestinationSubsetUnknown : BrokenDestinationRule
{
    public override string Id => "MF2003";

    public override string Title => "Every subset of a destination is one of a DestinationRule for its host that the caller is given.";

    public override string Recommendation =>
        "Add the subset to the DestinationRule of the host, or correct its name; a subset that no DestinationRule has is a 503 for every "
        + "request.";

    public override string Source =>
        "pkg/config/analysis/analyzers/virtualservice/destinationrules.go (IST0101); pilot/pkg/model/push_context.go destinationRule";

    protected override (UnstructuredMap Map, string Key) Place(NamedDestination destination) => (destination.Content, "subset");

    protected override object? CauseOf(NamedDestination destination, DestinationLeg leg) => (destination.Host, leg.Break.Sentence);
}
