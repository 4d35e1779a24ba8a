using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Routing;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>
/// Tells whose listener has connections that are meant for other hosts: of services with one address and port, and of those without an
/// address that have a port in common, all that is not told apart by its host is the first one's.
/// </summary>
internal static class SharedListeners
{
    private const string NoAddress = "";
    private const int PlainPort = 80;

    /// <summary>The hosts to which calls of other hosts may lead.</summary>
    public static IEnumerable<string> Takers(RoutingCluster cluster)
    {
        var listening = new Dictionary<(string Address, int Port), List<RoutedService>>();
        foreach (var service in cluster.Services.All.Where(service => service.AliasOf is null))
        {
            for (var i = 0; i < service.Ports.Count; i++)
            {
                var port = service.Ports[i];
                if (port.Traffic is not (PortTraffic.Tcp or PortTraffic.Tls or PortTraffic.Sniffed)) continue;
                foreach (var address in service.Addresses) Add(address, port.Number, service);
                if (port.Traffic != PortTraffic.Tls && WildcardListeners.IsShared(service)) Add(NoAddress, port.Number, service);
            }
        }

        return listening.SelectMany(same => OfOthers(cluster, same.Key, same.Value)).Select(service => service.Host);

        void Add(string address, int port, RoutedService service)
        {
            if (listening.TryGetValue((address, port), out var same)) same.Add(service);
            else listening.Add((address, port), [service]);
        }
    }

    /// <summary>
    /// The first that is seen everywhere has all calls of those behind it; before it, or where Sidecars hide it, the callers decide.
    /// </summary>
    private static IEnumerable<RoutedService> OfOthers(RoutingCluster cluster, (string Address, int Port) key, List<RoutedService> same)
    {
        var areOthers = same.Count > 1 || (key is (NoAddress, PlainPort) && RoutesAlone(cluster));
        if (!areOthers) return [];
        if (same.Count == 1 || cluster.Of(ReadKind.Sidecar).Any()) return same;
        var inOrder = same.Order(ServiceOrder.OldestFirst).ToList();
        var first = inOrder.FindIndex(service => service.ExportTo.IsPublic);
        return first < 0 ? inOrder : inOrder.Take(first + 1);
    }

    /// <summary>Whether a VirtualService has a host that is no service, whose requests are those of the port for plain text.</summary>
    private static bool RoutesAlone(RoutingCluster cluster) => cluster.VirtualServices.All.SelectMany(cluster.VirtualServices.HostsOf)
        .Any(host => !HostPattern.IsWildcard(host) && cluster.Services.Named(host).Count == 0);
}
