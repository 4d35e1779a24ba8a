using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>Chooses the route of a request or connection at a sidecar, by the kind of port that is called.</summary>
public static class RouteChooser
{
    /// <summary>Chooses the route.</summary>
    /// <param name="cluster">The cluster of the caller.</param>
    /// <param name="caller">The calling pods.</param>
    /// <param name="service">The service that is called.</param>
    /// <param name="port">Its port.</param>
    /// <param name="request">The request.</param>
    /// <returns>The route.</returns>
    public static RouteChoice Choose(
        RoutingCluster cluster, MeshCaller caller, RoutedService service, RoutedPort port, MeshRequest request) =>
            TrafficOf(cluster, caller, service, port, request) switch
            {
                PortTraffic.Http when !request.IsHttp && port.Traffic == PortTraffic.Http => new()
                {
                    Outcome = RouteOutcome.PassedOn,
                    Why = FormattableString.Invariant(
                        $"port {port.Number} of {service.Reference} is {port.Protocol}, whose listener takes requests alone"),
                },
                PortTraffic.Http => RequestRouting.Choose(cluster, caller, service, request),
                PortTraffic.Tls => ConnectionRouting.ChooseTls(cluster, caller, service, request),
                _ => ConnectionRouting.ChooseTcp(cluster, caller, service, port, request),
            };

    /// <summary>
    /// How the traffic is treated in the end: on a port without a protocol the proxy looks at it, and of an unknown port the
    /// VirtualServices tell.
    /// </summary>
    /// <param name="cluster">The cluster of the caller.</param>
    /// <param name="caller">The calling pods.</param>
    /// <param name="service">The service that is called.</param>
    /// <param name="port">Its port.</param>
    /// <param name="request">The request.</param>
    /// <returns>Http, Tls or Tcp.</returns>
    public static PortTraffic TrafficOf(
        RoutingCluster cluster, MeshCaller caller, RoutedService service, RoutedPort port, MeshRequest request)
    {
        if (port.Traffic == PortTraffic.Sniffed) return request.IsHttp ? PortTraffic.Http : PortTraffic.Tcp;
        if (port.Traffic != PortTraffic.Unknown) return port.Traffic;
        var applied = cluster.VirtualServices.ForConnections(service.Host, caller, cluster.Sidecars.For(caller), port.Number);
        if (request.ServerName is not null && applied.Any(item => item.Spec.List("tls").Count > 0)) return PortTraffic.Tls;
        if (applied.Any(item => item.Spec.List("http").Count > 0)) return PortTraffic.Http;
        if (applied.Any(item => item.Spec.List("tls").Count > 0)) return PortTraffic.Tls;
        return applied.Any(item => item.Spec.List("tcp").Count > 0) || !request.IsHttp ? PortTraffic.Tcp : PortTraffic.Http;
    }
}
