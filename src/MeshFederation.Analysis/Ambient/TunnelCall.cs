using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
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
            var entries = EntriesOf(client).ToLookup(entry => entry.Namespace, StringComparer.Ordinal);
            if (entries.Count == 0) continue;
            foreach (var call in client.Services.All.SelectMany(service => Of(mesh, client, service, entries[service.Namespace])))
                yield return call;
        }
    }

    /// <summary>The calls of one Service of a cluster.</summary>
    public static IReadOnlyList<TunnelCall> Of(RoutingMesh mesh, RoutingCluster client, RoutedService service) =>
        [.. Of(mesh, client, service, EntriesOf(client).Where(entry => entry.Namespace == service.Namespace))];

    private static IEnumerable<TunnelCall> Of(
        RoutingMesh mesh, RoutingCluster client, RoutedService service, IEnumerable<MeshManifest> entries) =>
        service is { IsKubernetes: true, Selector.Count: > 0 }
            ? entries.Where(entry => Selects(service, entry))
                .GroupBy(entry => entry.Spec.Text("network")!, StringComparer.Ordinal)
                .Select(group => new TunnelCall(client, service, group.Key, [.. group], ServersOf(mesh, client, group.Key)))
            : [];

    private static IEnumerable<MeshManifest> EntriesOf(RoutingCluster client)
    {
        var networks = TunnelGateways.Remote(client).Select(TunnelGateways.NetworkOf).ToHashSet(StringComparer.Ordinal);
        return networks.Count == 0
            ? []
            : client.Of(ReadKind.WorkloadEntry)
                .Where(entry => !entry.Spec.Says("address")
                    && entry.Spec.Text("network") is { Length: > 0 } network && networks.Contains(network));
    }

    /// <summary>The clusters of a network, save one that calls it: by what is known of them, or by their own Gateways.</summary>
    public static IReadOnlyList<RoutingCluster> ServersOf(RoutingMesh mesh, RoutingCluster client, string network) =>
    [
        .. mesh.Clusters.Where(server => server != client && (server.Facts.Network == network
            || TunnelGateways.Serving(server).Any(gateway => TunnelGateways.NetworkOf(gateway) == network)))
    ];

    /// <summary>The Gateway through which the network is called: of several, one.</summary>
    public MeshManifest Gateway => TunnelGateways.Remote(Client).First(gateway => TunnelGateways.NetworkOf(gateway) == Network);

    /// <summary>What its entries weigh together; a weight of 0 counts as 1, and none as 1 (run).</summary>
    public long Weight => Entries.Sum(entry => Math.Max(1, entry.Spec.Number("weight") ?? 1));

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
        service.Selector.Selects(WorkloadEntryObject.Labels(entry));
}
