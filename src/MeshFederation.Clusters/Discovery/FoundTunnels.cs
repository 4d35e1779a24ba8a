using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>What a cluster has for calls in ambient mode.</summary>
/// <param name="Gateways">Its Gateways that take the tunnels of other networks, sorted by name.</param>
/// <param name="Ztunnels">Its ztunnels.</param>
/// <param name="Waypoints">Its waypoints.</param>
internal sealed record FoundTunnels(IReadOnlyList<UnstructuredMap> Gateways, ValueList<MeshZtunnel> Ztunnels, FoundWaypoints Waypoints)
{
    public static FoundTunnels None { get; } = new([], [], FoundWaypoints.Unknown);

    /// <summary>The Gateways by name.</summary>
    public ValueList<string> Names => Gateways.Select(gateway => $"{gateway.Namespace()}/{gateway.Name()}").ToValueList();

    /// <summary>The Services in front of these Gateways, each with the port that takes tunnels, and the addresses of its Gateway.</summary>
    public IReadOnlyList<GatewayService> Of(IReadOnlyList<GatewayService> services) =>
    [
        .. Gateways.SelectMany(
            gateway => services.Where(service => service.ApiGateway == gateway.Name() && service.Namespace == gateway.Namespace()),
            (gateway, service) => service with
            {
                TunnelPort = PortOf(gateway),
                Announced = GatewayServices.Outside(gateway).ToValueList(),
            })
    ];

    /// <summary>The port at which a Gateway takes tunnels.</summary>
    public static int PortOf(UnstructuredMap gateway) =>
        (int)(gateway.Spec().Maps("listeners").FirstOrDefault(listener => listener.Text("protocol") == AmbientNames.TunnelProtocol)
            ?.Number("port") ?? AmbientNames.TunnelPort);
}
