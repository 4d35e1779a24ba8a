using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Policies;

namespace MeshFederation.Planning.Fallbacks;

/// <summary>
/// A destination with its fallbacks, as callers of one cluster have them: a host of its own, whose endpoints are called in an order.
/// Destinations of a VirtualService never take over for each other, endpoints of one host do.
/// </summary>
/// <param name="Service">The service.</param>
/// <param name="Client">The cluster of the callers.</param>
/// <param name="Places">The destination, then its fallbacks in their order.</param>
internal sealed record FallbackHost(MeshService Service, MeshCluster Client, ValueList<MeshFallback> Places) : CalledHost(Service, Client)
{
    /// <summary>The host.</summary>
    public string Host { get; init; } = Hosts.Fallback(Service, Places, []);

    /// <summary>The regions that take over for each other, or share the requests, instead of the places; none where these do.</summary>
    public ValueList<MeshRegion> Region { get; init; } = [];

    /// <summary>Whether the clusters of its places know their pods by its name.</summary>
    public bool IsServed { get; init; }

    public override MeshFallback Place => Places[0];

    /// <summary>Which of the places is the cluster of the callers; -1 where none is.</summary>
    public int Local { get; } = Places.ToList().FindIndex(place => place.Cluster == Client.Name);

    /// <summary>The places in other clusters, by their place in the order.</summary>
    public IEnumerable<(int Rank, MeshFallback Place, MeshServiceInstance Instance)> Remote =>
        Places.Select((place, rank) => (rank, place, Service.In(place.Cluster)!)).Where(item => item.rank != Local);

    /// <summary>The hosts that a service has in a client cluster, each once, in an order of their own.</summary>
    public static IEnumerable<FallbackHost> In(MeshService service, MeshCluster client)
    {
        if (service.MeshHostname is null && !service.Destinations().Any(destination => destination.Fallback.Count > 0)) return [];
        var splits = service.SeenFrom(client.Name).TrafficSplit
            .Concat(GatewayHosts.In(service, client).SelectMany(split => split.TrafficSplit));
        return splits.SelectMany(split => split.Destination).Where(destination => destination.Fallback.Count > 0)
            .Select(destination => (Places: destination.Places.ToValueList(), destination.Region)).Distinct()
            .Select(order => new FallbackHost(service, client, order.Places)
            {
                Host = Hosts.Fallback(service, order.Places, order.Region),
                Region = order.Region,
            })
            .Concat(MeshWideHosts.In(service, client) is { } named ? [named] : Array.Empty<FallbackHost>())
            .OrderBy(host => host.Host, StringComparer.Ordinal);
    }

    public override int NumberOf(MeshPort port) => Service.NumberSeenFrom(Client, port);

    /// <summary>All places must be known by the same, since a host has one; pods of the own cluster take any.</summary>
    public override string? ServerName(MeshPort port) =>
        Remote.FirstOrDefault() is { Place: { } place } ? ServerName(place, port) : null;

    /// <summary>The server name by which the gateway of a place knows its pods.</summary>
    public string ServerName(MeshFallback place, MeshPort port)
    {
        if (IsServed && place.Subset.Count == 0) return SubsetKey.Of(port.Number, "", Hosts.Served(Host));
        var instance = Service.In(place.Cluster)!;
        var host = instance.Cluster.EffectiveRoutingMode() == MeshRoutingMode.ClientSni
            ? Hosts.Local(Service, instance.Cluster)
            : Hosts.Remote(Service, instance.Cluster);
        return SubsetKey.Of(instance.NumberOf(port), place.SubsetName, host);
    }
}
