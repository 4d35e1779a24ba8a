using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Ambient;

/// <summary>A Service whose endpoints in another network are called through tunnels, as the ztunnels of a cluster have it.</summary>
/// <param name="Client">The cluster that calls.</param>
/// <param name="Service">The Service there.</param>
/// <param name="Network">The network of the endpoints.</param>
/// <param name="Entries">The WorkloadEntries of the network that the Service selects.</param>
/// <param name="Servers">The clusters of that network which are known.</param>
internal sealed record TunnelCall(
    RoutingCluster Client,
    RoutedService Service,
    string Network,
    IReadOnlyList<MeshManifest> Entries,
    IReadOnlyList<RoutingCluster> Servers)
{
    /// <summary>The service accounts that may answer by the entries; empty ones are as good as none, and stand for themselves.</summary>
    public IReadOnlyList<string> Accounts { get; } =
        [.. Entries.Select(entry => entry.Spec.Text("serviceAccount") ?? "").Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// The calls of all clusters into networks of which they have a Gateway for tunnels. A WorkloadEntry with an address is called there.
    /// </summary>
    public static IEnumerable<TunnelCall> Of(RoutingMesh mesh)
    {
        foreach (var client in mesh.Clusters)
        {
            var networks = TunnelGateways.Remote(client).Select(TunnelGateways.NetworkOf).ToHashSet(StringComparer.Ordinal);
            if (networks.Count == 0) continue;
            var entries = client.Of(ReadKind.WorkloadEntry)
                .Where(entry => !entry.Spec.Says("address") && networks.Contains(entry.Spec.Text("network") ?? ""))
                .ToLookup(entry => entry.Namespace, StringComparer.Ordinal);
            foreach (var service in client.Services.All.Where(service => service is { IsKubernetes: true, Selector.Count: > 0 }))
            {
                var selected = entries[service.Namespace].Where(entry => Selects(service, entry));
                foreach (var group in selected.GroupBy(entry => entry.Spec.Text("network")!, StringComparer.Ordinal))
                    yield return new(client, service, group.Key, [.. group], ServersOf(mesh, client, group.Key));
            }
        }
    }

    /// <summary>The clusters of a network, save one that calls it: by what is known of them, or by their own Gateways.</summary>
    public static IReadOnlyList<RoutingCluster> ServersOf(RoutingMesh mesh, RoutingCluster client, string network) =>
    [
        .. mesh.Clusters.Where(server => server != client && (server.Facts.Network == network
            || TunnelGateways.Serving(server).Any(gateway => TunnelGateways.NetworkOf(gateway) == network)))
    ];

    /// <summary>Whether some of its entries are endpoints of another Service that is global, or may be.</summary>
    public bool IsBesideGlobal => Client.Services.All.Any(other => other != Service
        && other is { Manifest: not null, Selector.Count: > 0 }
        && other.IsKubernetes
        && other.Namespace == Service.Namespace
        && Entries.Any(entry => Selects(other, entry))
        && GlobalServices.Is(Client, other.Manifest!) != false);

    /// <summary>The Services of the name in the clusters that serve, as far as they are known.</summary>
    public IEnumerable<(RoutingCluster Server, RoutedService Service)> Served => Servers.SelectMany(
        server => server.Services.All.Where(served => served.IsKubernetes
            && served.Name == Service.Name && served.Namespace == Service.Namespace),
        (server, served) => (server, served));

    private static bool Selects(RoutedService service, MeshManifest entry) =>
        service.Selector.Selects(entry.Spec.Map("labels") ?? UnstructuredMap.Empty);
}
