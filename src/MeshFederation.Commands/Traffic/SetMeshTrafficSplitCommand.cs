using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands;

/// <summary>Sets how the requests of a service are split between clusters and versions; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshTrafficSplit", DefaultParameterSetName = OfMesh, HelpUri = HelpLink.Base + "Set-MeshTrafficSplit.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshTrafficSplitCommand : SplitCommand
{
    /// <summary>The destinations; their weights total 100.</summary>
    [Parameter(
        Mandatory = true, Position = 0, HelpMessage = "Destinations with weights that total 100, as in cluster2/v3:75, cluster1/v1:25.")]
    [AllowEmptyCollection]
    [MayBeEmpty]
    [DestinationArgument]
    [ArgumentCompleter(typeof(DestinationCompleter))]
    public MeshDestination[]? Destination { get; set; }

    /// <summary>
    /// What takes over for a destination while it does not answer: a text, or several in their order, for every destination of another
    /// cluster; or a hashtable with destinations and what takes over for each.
    /// </summary>
    [Parameter]
    [MayBeEmpty]
    [FallbackArgument]
    [ArgumentCompleter(typeof(FallbackCompleter))]
    public FallbackChoice[]? Fallback { get; set; }

    private protected override IReadOnlyList<MeshDestination> Destinations() =>
        Fallbacks.Give(InputObject, Destination.Sound(), Fallback.Sound());
}
