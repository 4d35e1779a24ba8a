using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Routing.CalledHosts;

/// <summary>
/// Which listener of a sidecar takes a call. Requests are told apart by their host; connections are taken by address and port alone,
/// whatever name was
/// looked up: of services that share both the first has all of them, and a service without an address takes what is called on its port
/// and that no
/// listener of an address has (istio pilot/pkg/networking/core/listener.go buildSidecarOutboundListener).
/// </summary>
public static class OutboundListeners
{
    /// <summary>Who takes a call.</summary>
    /// <param name="cluster">The cluster of the caller.</param>
    /// <param name="caller">The calling pods.</param>
    /// <param name="called">What the called name is.</param>
    /// <param name="request">The request; its port is the called one.</param>
    /// <returns>What is called in truth; as it was where the listener is that of the called service, or there is none.</returns>
    public static CalledHost Take(RoutingCluster cluster, MeshCaller caller, CalledHost called, MeshRequest request)
    {
        var listeners = new PortListeners(cluster, caller, request.Port);
        var address = request.Address ?? AddressOf(called.Service);
        if (address is not null && (listeners.AtAddress(address, request) ?? listeners.InRange(address)) is { } bound)
        {
            return Taken(called, bound, address, request.Port);
        }

        if (request.IsHttp && (called is { Outcome: CalledHostOutcome.Found, Port.Traffic: not (PortTraffic.Tcp or PortTraffic.Tls) }
            || listeners.TakeRequests))
        {
            if (ByAlias(cluster, caller, called, request.Port) is { Count: > 0 } routing)
            {
                return called with { Outcome = CalledHostOutcome.RoutedAlone, Host = called.Alias!.Host, VirtualServices = routing };
            }

            var isOfPattern = called is { Outcome: CalledHostOutcome.Found, Service: { } service } && HostPattern.IsWildcard(service.Host);
            return called.Outcome == CalledHostOutcome.Found && !isOfPattern
                ? called
                : RoutedAlone(listeners, cluster, caller, called, request);
        }

        // A listener for each address of its pods is all that a headless Service has.
        if (called is { Outcome: CalledHostOutcome.Found, Service: { IsKubernetes: true } or { Addresses.Count: > 0 } }) return called;
        return listeners.Unbound(request) is { } taker ? Taken(called, taker, "every address", request.Port) : called;
    }

    /// <summary>VirtualServices for a name that is another one's: they make a virtual host of it, and nothing else does.</summary>
    private static List<MeshManifest> ByAlias(RoutingCluster cluster, MeshCaller caller, CalledHost called, int port) =>
        called.Alias is { } alias && alias.Port(port)?.Traffic is PortTraffic.Http or PortTraffic.Sniffed
            ? [.. cluster.VirtualServices.ForRequests(alias.Host, caller, cluster.Sidecars.For(caller), port)
                .Where(item => RequestRouting.HasRoutes(cluster, caller, item, port))]
            : [];

    private static string? AddressOf(RoutedService? service) => service?.Addresses
        .Select(address => address.Contains('/', StringComparison.Ordinal) ? null : address).FirstOrDefault();

    private static CalledHost Taken(CalledHost called, RoutedService taker, string address, int port)
    {
        var isCalled = called.Outcome == CalledHostOutcome.Found && taker.Host == called.Service!.Host
            && taker.Namespace == called.Service.Namespace;
        if (isCalled) return called;
        var why = FormattableString.Invariant(
            $"{called.Why}; but connections to {address} on port {port} are those of {taker.Reference}, whose host is {taker.Host}");
        return new(CalledHostOutcome.Found, taker.Host, why)
        {
            Service = taker,
            Port = taker.Port(port),
            NeedsProxyDns = called.NeedsProxyDns,
        };
    }

    /// <summary>
    /// What VirtualServices make of a host that is no service. Of one that only a pattern covers they do so, too, where they name it more
    /// closely: the most specific domain of the virtual hosts takes the request.
    /// </summary>
    private static CalledHost RoutedAlone(PortListeners listeners, RoutingCluster cluster, MeshCaller caller, CalledHost called,
        MeshRequest request)
    {
        foreach (var (name, all) in cluster.VirtualServices.ByName(called.Host, caller, cluster.Sidecars.For(caller), request.Port))
        {
            if (called.Outcome == CalledHostOutcome.Found && !HostPattern.MoreSpecific(name, called.Service!.Host)) continue;
            var routing = all.Where(item => listeners.RoutesWithoutService(item, name)
                && RequestRouting.HasRoutes(cluster, caller, item, request.Port)).ToList();
            if (routing.Count > 0) return called with { Outcome = CalledHostOutcome.RoutedAlone, VirtualServices = routing };
        }

        return called;
    }
}
