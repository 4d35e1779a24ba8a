using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands;

/// <summary>Sets how the requests of a service are split between clusters and versions; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshTrafficSplit", HelpUri = HelpLink.Base + "Set-MeshTrafficSplit.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshTrafficSplitCommand : MeshCommand
{
    /// <summary>The destinations; their weights total 100.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Destinations with weights that total 100, as in cluster2/v3:75, cluster1/v1:25.")]
    [AllowEmptyCollection]
    [DestinationArgument]
    [ArgumentCompleter(typeof(DestinationCompleter))]
    public MeshDestination[]? Destination { get; set; }

    /// <summary>The service.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public MeshService InputObject { get; set; } = null!;

    /// <summary>Which requests the split holds for; several are alternatives. Without it, all that no other split takes.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [MatchArgument]
    public MeshMatch[]? Match { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var service = InputObject.WithTrafficSplit(Destination.Sound(), Match.Sound());
        MeshSession.Current.Remember(service);
        WriteObject(service);
    }
}
