using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands;

/// <summary>Sets in which order the clusters of a service take over for each other; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshFailover", DefaultParameterSetName = OfMesh, HelpUri = HelpLink.Base + "Set-MeshFailover.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshFailoverCommand : MeshCommand
{
    private const string OfMesh = "Mesh";
    private const string AtGateway = "Gateway";

    /// <summary>Where the requests go, in this order: clusters, or versions there.</summary>
    [Parameter(
        Mandatory = true, Position = 0, HelpMessage = "Clusters in the order in which they take over, as in cluster1, cluster2/v3.")]
    [AllowEmptyCollection]
    [PlaceArgument]
    [ArgumentCompleter(typeof(FallbackCompleter))]
    public MeshFallback[]? Destination { get; set; }

    /// <summary>The service.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public MeshService InputObject { get; set; } = null!;

    /// <summary>Keeps the order as it is given in every client cluster; else each client cluster's own place comes first.</summary>
    [Parameter]
    [SwitchArgument(nameof(InOrder))]
    public SwitchParameter InOrder { get; set; }

    /// <summary>Which requests it holds for; several are alternatives. Without it, all that no other split takes.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [MatchArgument]
    public MeshMatch[]? Match { get; set; }

    /// <summary>The Gateways whose requests fail over, instead of those of the mesh.</summary>
    [Parameter(
        Mandatory = true, ParameterSetName = AtGateway, HelpMessage = "The Gateway whose requests fail over, as in istio-system/web.")]
    [ArgumentCompleter(typeof(SplitGatewayCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Gateway { get; set; } = [];

    /// <summary>The hosts that are asked for at these gateways.</summary>
    [Parameter(
        Mandatory = true, ParameterSetName = AtGateway, HelpMessage = "The host that is asked for at the gateway, as in shop.example.com.")]
    [ArgumentCompleter(typeof(GatewayHostCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Hostname { get; set; } = [];

    /// <inheritdoc />
    protected override void Process()
    {
        if (IsBound(nameof(InOrder))) FaultedChoice.Require(nameof(InOrder));
        var matches = Match.Sound();
        var all = Failovers.Destination(InputObject, Destination.Sound());
        var service = ParameterSetName == OfMesh
            ? InputObject.WithTrafficSplit(all, matches, !InOrder)
            : Gateway.SelectMany(_ => Hostname, (gateway, hostname) => (gateway, hostname)).Aggregate(
                InputObject, (split, place) => split.WithGatewaySplit(place.gateway, place.hostname, all, matches, !InOrder));
        MeshSession.Current.Remember(service);
        WriteObject(service);
    }
}
