using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands;

/// <summary>The base of cmdlets that say where requests of a service go, in the mesh or at gateways; each gives a changed copy.</summary>
public abstract class SplitCommand : MeshCommand
{
    private protected const string OfMesh = "Mesh";
    private protected const string AtGateway = "Gateway";

    /// <summary>The service.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ServiceArgument(IsSingle = true)]
    public MeshService InputObject { get; set; } = null!;

    /// <summary>Which requests it holds for; several are alternatives. Without it, all that no other split takes.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [MatchArgument]
    public MeshMatch[]? Match { get; set; }

    /// <summary>The Gateways whose requests it holds for, instead of those of the mesh.</summary>
    [Parameter(
        Mandatory = true, ParameterSetName = AtGateway, HelpMessage = "The Gateway whose requests it holds for, as in istio-system/web.")]
    [ArgumentCompleter(typeof(SplitGatewayCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Gateway { get; set; } = [];

    /// <summary>The hosts that are asked for at these gateways.</summary>
    [Parameter(
        Mandatory = true, ParameterSetName = AtGateway, HelpMessage = "The host that is asked for at the gateway, as in shop.example.com.")]
    [ArgumentCompleter(typeof(GatewayHostCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Hostname { get; set; } = [];

    /// <summary>Whether in each client cluster its own place comes first.</summary>
    private protected virtual bool IsLocalFirst => false;

    /// <summary>Where the requests go.</summary>
    private protected abstract IReadOnlyList<MeshDestination> Destinations();

    /// <inheritdoc />
    private protected override bool NeedsInput => false;

    /// <inheritdoc />
    protected override void Process()
    {
        var given = InputObject.Sound();
        var (matches, destinations) = (Match.Sound(), Destinations());
        var service = ParameterSetName == OfMesh
            ? given.WithTrafficSplit(destinations, matches, IsLocalFirst)
            : Gateway.SelectMany(_ => Hostname, (gateway, hostname) => (gateway, hostname)).Aggregate(
                given,
                (split, place) => split.WithGatewaySplit(place.gateway, place.hostname, destinations, matches, IsLocalFirst));
        MeshSession.Current.Remember(service);
        WriteObject(service);
    }
}
