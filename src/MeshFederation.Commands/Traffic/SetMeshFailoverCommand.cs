using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands;

/// <summary>Sets in which order the clusters of a service take over for each other; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshFailover", DefaultParameterSetName = OfMesh, HelpUri = HelpLink.Base + "Set-MeshFailover.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshFailoverCommand : SplitCommand
{
    /// <summary>
    /// Where the requests go, in this order: clusters, or versions there. With -Region none are all clusters where the service runs.
    /// </summary>
    [Parameter(Position = 0, HelpMessage = "Clusters in the order in which they take over, as in cluster1, cluster2/v3.")]
    [AllowEmptyCollection]
    [PlaceArgument]
    [ArgumentCompleter(typeof(FallbackCompleter))]
    public MeshFallback[]? Destination { get; set; }

    /// <summary>
    /// The regions that take over for each other in this order, the callers' own first; or all of them with their shares of the requests.
    /// </summary>
    [Parameter]
    [AllowEmptyCollection]
    [RegionArgument]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public MeshRegion[]? Region { get; set; }

    /// <summary>Keeps the order as it is given in every client cluster; else each client cluster's own place comes first.</summary>
    [Parameter]
    [SwitchArgument(nameof(InOrder))]
    public SwitchParameter InOrder { get; set; }

    private protected override bool IsLocalFirst => !InOrder;

    private protected override IReadOnlyList<MeshDestination> Destinations()
    {
        if (IsBound(nameof(InOrder))) FaultedChoice.Require(nameof(InOrder));
        var (places, regions) = (Destination.Sound(), Region.Sound());
        if (!IsBound(nameof(Region))) return Failovers.Destination(InputObject, places);
        if (InOrder)
            throw RegionErrors.OrderAndShares(InputObject, "is by -Region and -InOrder, and callers' own region always comes first");
        return Failovers.ByRegion(InputObject, places, regions);
    }
}
