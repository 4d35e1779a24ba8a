using MeshFederation.Istio.Names;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Recovery;

/// <summary>The routes of a service in a client cluster, with hosts and ports as a declaration has them.</summary>
internal sealed class SeenRoutes(SeenMesh mesh, SeenCluster seen, MeshService service, MeshCluster client)
{
    private static readonly (string Field, RouteKind Kind)[] Lists =
        [("http", RouteKind.Http), ("tls", RouteKind.Tls), ("tcp", RouteKind.Tcp)];

    private readonly ServiceKey _key = new(service.Namespace, service.Name);

    /// <summary>The routes of a VirtualService, a line for each port and alternative.</summary>
    public IEnumerable<SeenRoute> Of(MeshManifest route)
    {
        var host = SeenCluster.FirstHost(route)!;
        var isAtGateway = SeenCluster.IsAtGateway(route);
        foreach (var (field, kind) in Lists)
        {
            foreach (var item in route.Spec.Maps(field))
            {
                var matches = item.List("match").Count == 0 ? [UnstructuredMap.Empty] : item.Maps("match");
                foreach (var match in matches)
                {
                    var number = match.Number("port");
                    var port = number is { } called ? PortAt(host, (int)called) : First(kind);
                    if (port is null) continue;
                    yield return new(
                        kind, port, number is not null && !isAtGateway, RecoveredMatch.Of(match), Destinations(item, port), item);
                }
            }
        }
    }

    /// <summary>The place of a destination of a route; null where it is not known.</summary>
    public MeshDestination? Place(UnstructuredMap destination, MeshPort? called)
    {
        if (destination.Text("host") is not { } host) return null;
        var number = (int?)destination.Map("port")?.Number("number");
        var port = number is { } at && PortAt(host, at) is { } found && found.Name != called?.Name ? found.Number : (int?)null;
        var subset = destination.Text("subset") ?? "";
        if (host == Hosts.Local(service, client)) return Of(client.Name, subset, port);
        if (!seen.Host.TryGetValue(host, out var known)) return null;
        if (SeenMesh.Remote(known) is var (key, server, _)) return key == _key ? Of(server, subset, port) : null;
        if (mesh.Order(_key, host, RecoveredClusters.Regions(mesh)) is not var (places, regions)) return null;
        return new(places[0].Cluster, places[0].Subset, 0, port) { Fallback = places.Skip(1).ToValueList(), Region = regions };
    }

    /// <summary>Where the host of a VirtualService leads by itself; null where that is not one place.</summary>
    public MeshFallback? Called(MeshManifest route) =>
        Place(UnstructuredMap.Of(("host", SeenCluster.FirstHost(route))), null) is { Fallback.Count: 0 } called ? called.Place : null;

    /// <summary>Whether something takes over for a host.</summary>
    public bool HasFallback(string host) => seen.Host.TryGetValue(host, out var known) && known.HasFallbacks;

    private MeshDestination? Of(string cluster, string subset, int? port) =>
        mesh.Labels(_key, subset) is { } labels ? new(cluster, labels, 0, port) : null;

    private ValueList<MeshDestination>? Destinations(UnstructuredMap route, MeshPort port)
    {
        var shares = route.Maps("route").ToList();
        var read = new List<MeshDestination>();
        foreach (var share in shares)
        {
            if (share.Map("destination") is not { } destination || Place(destination, port) is not { } place) return null;
            read.Add(place with { Weight = shares.Count == 1 ? 100 : (int)(share.Number("weight") ?? 0) });
        }

        return read.ToValueList();
    }

    private MeshPort? First(RouteKind kind) => service.Port.FirstOrDefault(
        port => PortProtocol.At(Hosts.NumberSeenFrom(service, client, port), port.Protocol).IsRoutedBy(kind));

    private MeshPort? PortAt(string host, int number)
    {
        var name = host == Hosts.Local(service, client) || !seen.Host.TryGetValue(host, out var known)
            ? service.Port.FirstOrDefault(port => service.NumberSeenFrom(client, port) == number)?.Name
            : known.NameOf(number);
        return service.Port.FirstOrDefault(port => port.Name == name);
    }
}
