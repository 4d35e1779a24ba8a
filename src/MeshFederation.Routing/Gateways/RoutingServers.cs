using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Routing.Gateways;

/// <summary>The servers of a gateway that take calls of other clusters and route them by VirtualServices, as any client's.</summary>
internal static class RoutingServers
{
    /// <summary>
    /// The server that takes a server name: one that ends the mesh's TLS (ISTIO_MUTUAL), or that passes TLS on (PASSTHROUGH). One with a
    /// certificate of its
    /// own is none: callers of the mesh do not take it for a workload; nor is one that no VirtualService names.
    /// </summary>
    public static EntryServer? For(RoutingCluster cluster, GatewayWorkload workload, string sni) => cluster.Gateways.All
        .Where(gateway => cluster.Gateways.IsFor(gateway, workload)).SelectMany(EntryServer.Of)
        .FirstOrDefault(server => server.TlsMode is TlsModes.IstioMutual or ServerTls.Passthrough && (workload.Ports.Count == 0
            || workload.Ports.Contains(server.Port)) && server.Covers(sni)
            && (server.TlsMode == ServerTls.Passthrough ? GatewayRouting.For(cluster, workload.Proxy, server, sni).Count > 0
                : GatewayRouting.IsNamed(cluster, workload.Proxy, server.Gateway)));
}
