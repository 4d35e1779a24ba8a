using System.Collections;
using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands;

/// <summary>Makes a destination of a traffic split.</summary>
[Cmdlet(VerbsCommon.New, "MeshDestination", HelpUri = HelpLink.Base + "New-MeshDestination.md")]
[OutputType(typeof(MeshDestination))]
public sealed class NewMeshDestinationCommand : MeshCommand
{
    /// <summary>The cluster, or its name.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "The name of the cluster, as in cluster2.")]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public string Cluster { get; set; } = "";

    /// <summary>The labels of the pods; all pods by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [LabelArgument(VersionAlone = true)]
    [ArgumentCompleter(typeof(SubsetCompleter))]
    public Hashtable? Subset { get; set; }

    /// <summary>The share, in percent.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "The share in percent, 0 to 100.")]
    [WeightArgument]
    public int Weight { get; set; }

    /// <summary>The port of the service to call instead of the one that was called.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PortNumberArgument]
    [ArgumentCompleter(typeof(PortNumberCompleter))]
    public int? Port { get; set; }

    /// <summary>What takes over while it does not answer, the first choice first.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [PlaceArgument]
    [ArgumentCompleter(typeof(FallbackCompleter))]
    public MeshFallback[]? Fallback { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        NameErrors.RequireLabel(Cluster, "cluster", MeshErrorId.ClusterNameInvalid);
        var subset = Subset.Sound() is { } labels ? ArgumentMap.LabelSet(labels) : LabelSet.Empty;
        var port = Port is { } number ? PortErrors.RequireNumber(number.Sound(), number) : (int?)null;
        WriteObject(new MeshDestination(Cluster, subset, DestinationSyntax.RequireWeight(Weight.Sound(), Cluster), port)
        {
            Fallback = Fallback.Sound().ToValueList(),
        });
    }
}
