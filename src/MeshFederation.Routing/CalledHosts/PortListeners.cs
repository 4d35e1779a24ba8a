using System.Net;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Sidecars;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Routing.CalledHosts;

/// <summary>The listeners of a sidecar for one port: those at addresses, and the one at 0.0.0.0 that all others share.</summary>
internal sealed class PortListeners
{
    private readonly RoutingCluster _cluster;
    private readonly MeshCaller _caller;
    private readonly int _port;
    private readonly SidecarScope? _scope;

    public PortListeners(RoutingCluster cluster, MeshCaller caller, int port) =>
        (_cluster, _caller, _port, _scope) = (cluster, caller, port, cluster.Sidecars.For(caller));

    /// <summary>Whether the listener at 0.0.0.0 tells requests by their host.</summary>
    public bool TakeRequests => _cluster.Services.OnPort(_port).Any(service =>
        (TrafficOf(service) == PortTraffic.Http || (TrafficOf(service) == PortTraffic.Sniffed && WildcardListeners.IsShared(service)))
            && IsGiven(service));

    /// <summary>The service that has an address on the port; null where its calls come in at 0.0.0.0.</summary>
    public RoutedService? AtAddress(string address, MeshRequest request)
    {
        var bound = _cluster.Services.AtAddress(address).Where(service => service.Addresses.Contains(address, StringComparer.Ordinal)
            && TrafficOf(service) is PortTraffic.Tcp or PortTraffic.Tls or PortTraffic.Sniffed && IsGiven(service)).ToList();
        if (bound.Count <= 1) return bound.Count == 0 ? null : bound[0];
        if (request.IsHttp && bound.Find(service => TrafficOf(service) == PortTraffic.Sniffed) is { } looked) return looked;
        return bound.Find(service => TakesTls(service, request)) ?? bound[0];
    }

    /// <summary>The service with the narrowest range of addresses around one; null where none has.</summary>
    public RoutedService? InRange(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed)) return null;
        return _cluster.Services.OnPort(_port)
            .Where(service => !service.IsKubernetes && TrafficOf(service) is PortTraffic.Tcp or PortTraffic.Tls or PortTraffic.Sniffed)
            .SelectMany(service => service.Addresses.Where(range => range.Contains('/', StringComparison.Ordinal)), (service, range) =>
                (service, range))
            .Select(item => (item.service, range: AddressRange.Read(item.range)))
            .Where(item => item.range?.Contains(parsed) is true && IsGiven(item.service))
            .OrderByDescending(item => item.range!.Value.PrefixLength).Select(item => item.service).FirstOrDefault();
    }

    /// <summary>The service whose chain at 0.0.0.0 takes connections to an address that no other listener has.</summary>
    public RoutedService? Unbound(MeshRequest request)
    {
        var shared = _cluster.Services.OnPort(_port)
            .Where(service => WildcardListeners.IsShared(service)
                && TrafficOf(service) is PortTraffic.Tcp or PortTraffic.Tls or PortTraffic.Sniffed && IsGiven(service)).ToList();
        return shared.Find(service => TakesTls(service, request)) ?? shared.Find(service => TrafficOf(service) switch
        {
            PortTraffic.Tcp => true,
            PortTraffic.Sniffed => WildcardListeners.TakenBefore(_cluster, _caller, service, service.Port(_port)!) is null,
            _ => false,
        });
    }

    /// <summary>
    /// Whether a VirtualService makes a virtual host of a name that is no service on the port: on port 80 always, on others beside a
    /// service that it is
    /// for too (httproute.go BuildSidecarOutboundVirtualHosts, route.go separateVSHostsAndServices). A pattern that some service meets is
    /// for that alone.
    /// </summary>
    public bool RoutesWithoutService(MeshManifest virtualService, string name)
    {
        if (HostPattern.IsWildcard(name) && OnPort().Any(service => HostPattern.Covers(name, service.Host))) return false;
        return _port == 80 || _cluster.VirtualServices.HostsOf(virtualService)
            .Any(host => host != name && OnPort().Any(service => service.Host == host));
    }

    private IEnumerable<RoutedService> OnPort() => _cluster.Services.OnPort(_port)
        .Where(service => TrafficOf(service) is PortTraffic.Http or PortTraffic.Sniffed && IsGiven(service));

    private bool TakesTls(RoutedService service, MeshRequest request) =>
        TrafficOf(service) == PortTraffic.Tls
            && ConnectionRouting.ChooseTls(_cluster, _caller, service, request).Outcome != RouteOutcome.PassedOn;

    private PortTraffic? TrafficOf(RoutedService service) => service.AliasOf is null ? service.Port(_port)?.Traffic : null;

    private bool IsGiven(RoutedService service) => service.ExportTo.Reaches(_caller.Namespace)
        && _scope?.Sees(service.Namespace, service.Host, _port) is not false
        && (_cluster.Services.Named(service.Host).Count == 1
            || GivenServices.Find(_cluster, _caller, service.Host, _port)?.Namespace == service.Namespace);
}
