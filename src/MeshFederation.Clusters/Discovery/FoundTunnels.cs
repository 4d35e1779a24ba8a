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

    /// <summary>
    /// What is meant of it where the cluster is called through tunnels: of the Gateways that one of which something was given. Where the
    /// mode that was given is another, that is meant of the gateway for sidecars.
    /// </summary>
    public FoundTunnels Meant(DiscoveryOptions options) => options.RoutingMode is null or MeshRoutingMode.Ambient
        ? this with { Gateways = [.. Gateways.Where(gateway => IsMeant(gateway, options))] }
        : this;

    /// <summary>The same, with the Gateway of a name alone.</summary>
    public FoundTunnels Of(string name) => this with { Gateways = [.. Gateways.Where(gateway => NameOf(gateway) == name)] };

    /// <summary>The Gateways by name.</summary>
    public ValueList<string> Names => Gateways.Select(NameOf).ToValueList();

    /// <summary>The service accounts of the Gateways that have another one than that of their name.</summary>
    public ValueList<string> Accounts => AccountsOf(Gateways);

    /// <summary>The Services in front of these Gateways, each with the port that takes tunnels, and the addresses of its Gateway.</summary>
    public IReadOnlyList<GatewayService> Of(IReadOnlyList<GatewayService> services) =>
    [
        .. Gateways.SelectMany(
            gateway => services.Where(service => service.ApiGateway == gateway.Name() && service.Namespace == gateway.Namespace()),
            (gateway, service) => service with
            {
                TunnelPort = TunnelGateways.PortOf(gateway),
                Announced = GatewayServices.Outside(gateway).ToValueList(),
            })
    ];

    /// <summary>The service accounts that annotations of Gateways name, where it is another than that of their name, sorted.</summary>
    public static ValueList<string> AccountsOf(IEnumerable<UnstructuredMap> gateways) =>
    [
        .. gateways.Select(gateway => (Gateway: gateway, Account: TunnelGateways.NamedAccount(gateway)))
            .Where(item => item.Account is { } account && account != item.Gateway.Name())
            .Select(item => $"{NameOf(item.Gateway)}={item.Account}").Order(StringComparer.Ordinal)
    ];

    /// <summary>The name of a Gateway with its namespace.</summary>
    public static string NameOf(UnstructuredMap gateway) => $"{gateway.Namespace()}/{gateway.Name()}";

    private static bool IsMeant(UnstructuredMap gateway, DiscoveryOptions options) =>
        (options.GatewayNamespace is not { } space || space == gateway.Namespace())
        && (options.GatewaySelector is not { } labels || AmbientClusters.NameOf(new() { Selector = labels }) is not { } name
            || name == gateway.Name());
}
