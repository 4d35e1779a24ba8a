using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands;

/// <summary>Sets how the requests of a service are split between clusters and versions; gives a changed copy.</summary>
[Cmdlet(VerbsCommon.Set, "MeshTrafficSplit", DefaultParameterSetName = OfMesh, HelpUri = HelpLink.Base + "Set-MeshTrafficSplit.md")]
[OutputType(typeof(MeshService))]
public sealed class SetMeshTrafficSplitCommand : MeshCommand
{
    private const string OfMesh = "Mesh";
    private const string AtGateway = "Gateway";

    /// <summary>The destinations; their weights total 100.</summary>
    [Parameter(
        Mandatory = true, Position = 0, HelpMessage = "Destinations with weights that total 100, as in cluster2/v3:75, cluster1/v1:25.")]
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

    /// <summary>
    /// What takes over for a destination while it does not answer: a text, or several in their order, for every destination of another
    /// cluster; or a hashtable with destinations and what takes over for each.
    /// </summary>
    [Parameter]
    [FallbackArgument]
    [ArgumentCompleter(typeof(FallbackCompleter))]
    public FallbackChoice[]? Fallback { get; set; }

    /// <summary>The Gateways whose requests are split, instead of those of the mesh.</summary>
    [Parameter(
        Mandatory = true, ParameterSetName = AtGateway, HelpMessage = "The Gateway whose requests are split, as in istio-system/web.")]
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
        var matches = Match.Sound();
        var destinations = Fallbacks.Give(InputObject, Destination.Sound(), Fallback.Sound());
        var service = ParameterSetName == OfMesh
            ? InputObject.WithTrafficSplit(destinations, matches)
            : Gateway.SelectMany(_ => Hostname, (gateway, hostname) => (gateway, hostname))
                .Aggregate(InputObject, (split, place) => split.WithGatewaySplit(place.gateway, place.hostname, destinations, matches));
        MeshSession.Current.Remember(service);
        WriteObject(service);
    }
}
