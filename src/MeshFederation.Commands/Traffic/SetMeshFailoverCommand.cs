using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands;

/// <summary>Sets in which order the clusters of a service take over for each other; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshFailover", DefaultParameterSetName = OfMesh, HelpUri = HelpLink.Base + "Set-MeshFailover.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshFailoverCommand : SplitCommand
{
    /// <summary>Where the requests go, in this order: clusters, or versions there.</summary>
    [Parameter(
        Mandatory = true, Position = 0, HelpMessage = "Clusters in the order in which they take over, as in cluster1, cluster2/v3.")]
    [AllowEmptyCollection]
    [PlaceArgument]
    [ArgumentCompleter(typeof(FallbackCompleter))]
    public MeshFallback[]? Destination { get; set; }

    /// <summary>Keeps the order as it is given in every client cluster; else each client cluster's own place comes first.</summary>
    [Parameter]
    [SwitchArgument(nameof(InOrder))]
    public SwitchParameter InOrder { get; set; }

    private protected override bool IsLocalFirst => !InOrder;

    private protected override IReadOnlyList<MeshDestination> Destinations()
    {
        if (IsBound(nameof(InOrder))) FaultedChoice.Require(nameof(InOrder));
        return Failovers.Destination(InputObject, Destination.Sound());
    }
}
