using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>
/// Without a port, istiod takes the host's only port, else the one that was called: where the host has that too, all is well and the
/// analyzer's message is a false alarm.
/// </summary>
internal sealed class PortSelectorMissing : BrokenDestinationRule
{
    public override string Id => "MF2005";

    public override string Title => "A destination of a host with several ports says which is meant.";

    public override string Recommendation => "Add port: {number: NUMBER} to the destination.";

    public override string Source =>
        "pkg/config/analysis/analyzers/virtualservice/destinationhosts.go (IST0112); pilot/pkg/networking/core/route/route.go "
        + "GetDestinationCluster";

    protected override (UnstructuredMap Map, string Key) Place(NamedDestination destination) => (destination.Content, "port");

    /// <summary>Whatever port is called, one number mends it.</summary>
    protected override object? CauseOf(NamedDestination destination, DestinationLeg leg) => (destination.VirtualService, destination.Content);
}
