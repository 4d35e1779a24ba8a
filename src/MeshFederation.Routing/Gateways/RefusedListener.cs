using MeshFederation.Istio.Versions;

namespace MeshFederation.Routing.Gateways;

/// <summary>A listener of a gateway that Envoy refuses as a whole, since it would hold one chain twice.</summary>
/// <param name="First">The server whose chain it is.</param>
/// <param name="Second">The server that has it once more; the same one where a host is that of several objects.</param>
/// <param name="Host">The host of the service.</param>
public sealed record RefusedListener(PassthroughServer First, PassthroughServer Second, string Host)
{
    /// <summary>Looks for a chain that is there twice among those of the servers of a listener.</summary>
    internal static RefusedListener? Find(RoutingCluster cluster, GatewayWorkload workload, List<PassthroughServer> servers)
    {
        var oncePerHost = IstioBehavior.GatewaysTakeHostsOnce(workload.VersionIn(cluster.Facts));
        if (servers.Count == 0 || (servers.Count == 1 && oncePerHost)) return null;
        foreach (var host in cluster.Services.Hosts)
        {
            var covering = servers.FindAll(server => server.Covers(host));
            if (covering.Count == 0) continue;
            var seen = cluster.Services.Named(host)
                .Count(service => PassthroughChains.AreOf(service) && service.ExportTo.Reaches(workload.Namespace));
            if (covering.Count > 1 && seen > 0 && cluster.Services.FindAtGateway(host, workload.Namespace) is { } passed
                && PassthroughChains.AreOf(passed))
            {
                return new(covering[0], covering[1], host);
            }

            if (!oncePerHost && seen > 1) return new(covering[0], covering[0], host);
        }

        return null;
    }
}
