using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Planning.Kinds.ApiGateway;

/// <summary>
/// Gateways of the Gateway API: in serving clusters the one that takes tunnels, in client clusters those that stand for it, one for each
/// network.
/// </summary>
internal sealed class ApiGatewayKind : ObjectKind
{
    /// <summary>The Gateway of a serving cluster, where there is none.</summary>
    public static readonly PublishingStep EastWest = new("EastWestGateway", PublishingPhase.Serving, 18);

    /// <summary>The Gateway of a client cluster that stands for another network.</summary>
    public static readonly PublishingStep Remote = new("RemoteGateway", PublishingPhase.Clients, 31);

    /// <summary>The only one; made when its steps are there.</summary>
    public static readonly ApiGatewayKind Instance = new();

    private ApiGatewayKind()
        : base(ReadKind.ApiGateway.Type)
    {
    }

    public override IReadOnlyList<StepWaves> Steps { get; } =
    [
        new(Remote, PublishingWave.Clients, PublishingWave.ClientsTrimmed),
        new(EastWest, PublishingWave.Serving, PublishingWave.ServingTrimmed),
    ];

    public override bool IsAmbient => true;

    internal override bool IsShared => true;

    /// <summary>Meshes that know ambient mode have the newest (istio samples/ambient-multicluster).</summary>
    public override string ApiVersion(IstioVersion version) => AmbientNames.GatewayApiVersion;

    public override PublishingStep StepOf(MeshManifest live) => GatewayApi.IsRemote(live) ? Remote : EastWest;

    internal override string About(MeshManifest manifest, string clusterDomain) =>
        $"{(GatewayApi.IsRemote(manifest) ? "the gateway of" : "what is called in")} the network '{TunnelGateways.NetworkOf(manifest)}'";

    internal override ComparedObject? Instead(MeshManifest wanted, MeshManifest? live, Surroundings there) =>
        GatewayApi.IsRemote(wanted) ? null : EastWestGateways.Instead(wanted, live, there);

    internal override IEnumerable<Obstacle> Obstacles(MeshManifest wanted, MeshManifest? live, Surroundings there) =>
        GatewayApi.IsRemote(wanted) ? RemoteGateways.Obstacles(wanted, there) : [];
}
