using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Names;

/// <summary>The names under which services are called.</summary>
public static class Hosts
{
    private const string ServedPrefix = "served.";

    /// <summary>The host of a service in the cluster where it runs: <c>reviews.default.svc.cluster.local</c>.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The host.</returns>
    public static string Local(MeshService service, MeshCluster cluster) =>
        ServiceNames.Host(service.Name, service.Namespace, cluster.ClusterDomain);

    /// <summary>The names by which pods dial a service in the cluster where it runs, the host first.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The names.</returns>
    public static IReadOnlyList<string> Names(MeshService service, MeshCluster cluster) =>
        ServiceNames.Of(service.Name, service.Namespace, cluster.ClusterDomain);

    /// <summary>The host of a service in another cluster: <c>reviews.default.svc.cluster2.global</c>.</summary>
    /// <param name="service">The service.</param>
    /// <param name="server">The cluster that serves it.</param>
    /// <returns>The host.</returns>
    public static string Remote(MeshService service, MeshCluster server) => ServiceNames.Remote(service, server);

    /// <summary>
    /// The host by which callers call a destination that has fallbacks: <c>reviews.default.svc.cluster2.version-v3.or.cluster1.global</c>.
    /// It says all that it leads to, so another order is another host, and no other host of the service has as many names before its
    /// suffix.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="places">The destination and its fallbacks, in their order.</param>
    /// <param name="regions">The regions that take over for each other instead; none where the places do.</param>
    /// <returns>The host.</returns>
    public static string Fallback(MeshService service, IEnumerable<MeshFallback> places, IReadOnlyList<MeshRegion> regions)
    {
        if (regions.Count > 0) places = places.OrderBy(place => place.Cluster, StringComparer.Ordinal);
        var parts = places.Select(place => place.Subset.Count == 0 ? place.Cluster : $"{place.Cluster}.{place.SubsetName}");
        var by = regions.Count == 0 ? "" : ".by." + string.Join('.', regions.Select(Part));
        return $"{service.Name}.{service.Namespace}{ServiceHost.Part}{string.Join(".or.", parts)}{by}.{service.HostSuffix}";

        static string Part(MeshRegion region)
        {
            var name = SubsetName.Of(LabelSet.Create("region", region.Name));
            return region.Weight is { } weight ? FormattableString.Invariant($"{name}.{weight}") : name;
        }
    }

    /// <summary>
    /// The host by which the clusters where a service runs know their pods, for callers of the name that it has in all clusters. It is
    /// another one than that: behind the name itself are gateways of other clusters, too, and endpoints go by host and namespace, so that a
    /// gateway would send what comes in out again (istio pilot/pkg/xds/endpoints/endpoint_builder.go findShards).
    /// </summary>
    /// <param name="name">The name in all clusters.</param>
    /// <returns>The host, as <c>served.reviews.shop.global</c>.</returns>
    public static string Served(string name) => ServedPrefix + name;

    /// <summary>The name in all clusters of a host by which clusters know their pods for its callers.</summary>
    /// <param name="host">The host.</param>
    /// <returns>The name; null where the host is none of these.</returns>
    public static string? NameOfServed(string host) =>
        host.StartsWith(ServedPrefix, StringComparison.Ordinal) ? host[ServedPrefix.Length..] : null;

    /// <summary>The host of a destination, as callers in a cluster call it.</summary>
    /// <param name="service">The service.</param>
    /// <param name="client">The cluster of the callers.</param>
    /// <param name="destination">The destination.</param>
    /// <returns>The host.</returns>
    public static string Of(MeshService service, MeshCluster client, MeshDestination destination)
    {
        if (destination.Fallback.Count > 0) return Fallback(service, destination.Fallback.Prepend(destination.Place), destination.Region);
        return destination.Cluster == client.Name ? Local(service, client) : Remote(service, service.In(destination.Cluster)!.Cluster);
    }

    /// <summary>The number of a port as callers in a cluster know it: the Service's there, else the declared one.</summary>
    /// <param name="service">The service.</param>
    /// <param name="client">The cluster of the callers.</param>
    /// <param name="port">The port.</param>
    /// <returns>The number.</returns>
    public static int NumberSeenFrom(this MeshService service, MeshCluster client, MeshPort port) =>
        service.In(client.Name)?.NumberOf(port) ?? port.Number;
}
