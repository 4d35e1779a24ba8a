using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Fallbacks;

/// <summary>
/// The name by which callers in every client cluster call a service wherever it runs: a host whose endpoints are the pods of the callers'
/// own cluster and the gateways of the others, in an order.
/// </summary>
internal static class MeshWideHosts
{
    /// <summary>The host in a client cluster; null where the service has none.</summary>
    public static FallbackHost? In(MeshService service, MeshCluster client) => service.MeshHostname is { } name
        ? new(service, client, Places(service, client.Name))
        {
            Host = name,
            Region = Regions(service, client.Name),
            IsServed = service.ServeHostname,
        }
        : null;

    /// <summary>Whether a split says the order of the host itself, so that no other host is needed for it.</summary>
    public static bool IsOrder(MeshTrafficSplit split, FallbackHost host) =>
        split is { Match: null, Destination.Count: 1 }
        && split.Destination[0] is { Port: null } destination
        && destination.Region.Equals(host.Region)
        && destination.Places.ToValueList().Equals(host.Places);

    /// <summary>Requires that each name is of one service, and of no other host of the federation.</summary>
    /// <param name="services">The merged services.</param>
    /// <exception cref="MeshException">A name means two.</exception>
    public static void Require(IReadOnlyList<MeshService> services)
    {
        var owners = new Dictionary<string, MeshService>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            if (service.MeshHostname is not { } name) continue;
            if (!owners.TryAdd(name, service)) throw MeshHostnameErrors.Shared(name, owners[name], service);
        }

        if (owners.Count == 0) return;
        foreach (var service in services)
        {
            foreach (var host in service.Cluster.Select(server => Hosts.Remote(service, server)))
            {
                if (owners.TryGetValue(host, out var owner)) throw MeshHostnameErrors.OfHost(host, owner, service);
            }
        }
    }

    /// <summary>Requires that every cluster which other clusters call by a name in all clusters can know its pods by that.</summary>
    /// <exception cref="MeshException">One cannot.</exception>
    public static void RequireServed(IEnumerable<MeshService> services)
    {
        foreach (var service in services.Where(service => service.ServeHostname))
        {
            foreach (var server in service.Cluster.Where(server => service.ClientCluster.Any(client => client.Name != server.Name)))
                FallbackLimits.RequireServed(service, server);
        }
    }

    private static ValueList<MeshRegion> Regions(MeshService service, string client) =>
        service.SeenFrom(client).TrafficSplit.FirstOrDefault(split => split.Match is null)?.Destination[0].Region ?? [];

    /// <summary>
    /// The order that a failover of all requests says. Where nothing says any, the callers' own cluster and then the others by name. A
    /// split by weights takes all requests to hosts of its own; then the first destination is enough.
    /// </summary>
    private static ValueList<MeshFallback> Places(MeshService service, string client)
    {
        var rest = service.SeenFrom(client).TrafficSplit.FirstOrDefault(split => split.Match is null);
        if (rest is not null) return rest.Destination[0].Places.ToValueList();
        return service.Instance.Select(instance => instance.Cluster.Name).Where(name => !service.IsSuspended(name))
            .OrderByDescending(name => name == client).ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => new MeshFallback(name, LabelSet.Empty)).ToValueList();
    }
}
