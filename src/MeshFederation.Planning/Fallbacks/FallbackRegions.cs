using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Fallbacks;

/// <summary>
/// Hosts whose regions take over for each other, or share the requests, by Istio's localities. Callers have the region of their node, and
/// come to endpoints of the same region first; one other region may be the next, and all others come behind it at once (istio
/// pilot/pkg/networking/core/loadbalancer/loadbalancer.go applyLocalityFailover, applyLocalityWeights). What is written holds for callers
/// of every region, so a cluster may have nodes in several.
/// </summary>
internal static class FallbackRegions
{
    /// <summary>Requires that Istio can do what is asked for.</summary>
    /// <exception cref="MeshException">A region is not known, gets nothing, or has no place in the order.</exception>
    public static void Require(FallbackHost host)
    {
        if (host.Remote.FirstOrDefault(item => item.Instance.Cluster.Region is null).Instance is { } unknown)
            throw RegionErrors.Unknown(host.Service, unknown.Cluster);
        if (IsShared(host)) RequireShares(host);
        else foreach (var from in host.Client.Region is { } own ? [own] : Regions(host)) RequireOrder(host, from);
    }

    /// <summary>The locality of a gateway: of its region, whatever the zone, where this is not known.</summary>
    public static string Locality(MeshCluster server) => server.Zone is { } zone ? $"{server.Region}/{zone}" : server.Region!;

    /// <summary>Which region is next for callers of each; null where the requests are shared, or there is no order.</summary>
    public static UnstructuredList? Next(FallbackHost host)
    {
        if (host.Region.Count == 0 || IsShared(host)) return null;
        var next = Regions(host).Select(from => (from, to: Behind(host, from).FirstOrDefault())).Where(pair => pair.to is not null)
            .Select(pair => UnstructuredMap.Of(("from", pair.from), ("to", pair.to))).ToList();
        return next.Count == 0 ? null : UnstructuredList.From(next);
    }

    /// <summary>The shares for callers of each region; null where there are none.</summary>
    public static UnstructuredList? Shares(FallbackHost host)
    {
        if (!IsShared(host)) return null;
        var to = UnstructuredMap.Of([.. host.Region.Select(region => (region.Name + "/*", (object?)(long)region.Weight!.Value))]);
        return UnstructuredList.From(Regions(host).Select(from => UnstructuredMap.Of(("from", from + "/*"), ("to", to))));
    }

    private static bool IsShared(FallbackHost host) => host.Region is [{ Weight: not null }, ..];

    /// <summary>Endpoints of a region that has no share are taken away, and nothing takes over by them.</summary>
    private static void RequireShares(FallbackHost host)
    {
        foreach (var cluster in Clusters(host))
        {
            if (Of(host, cluster).FirstOrDefault(region => !host.Region.Any(named => named.Name == region)) is { } region)
                throw RegionErrors.WithoutShare(host.Service, cluster, region);
        }
    }

    private static void RequireOrder(FallbackHost host, string from)
    {
        var named = Behind(host, from).ToList();
        if (named.Count == 0) return;
        var unnamed = Served(host).Where(region => region != from && !named.Contains(region, StringComparer.Ordinal));
        var rest = named.Skip(1).Concat(unnamed).ToList();
        if (named.Count > 1 && rest.Count > 1) throw RegionErrors.TooLong(host.Service, from, named[0], rest);
    }

    /// <summary>The named regions that come behind that of the caller, as far as something runs there.</summary>
    private static IEnumerable<string> Behind(FallbackHost host, string from)
    {
        var served = Served(host).ToHashSet(StringComparer.Ordinal);
        return host.Region.Select(region => region.Name).Where(name => name != from && served.Contains(name));
    }

    /// <summary>All regions of which anything is known, those that were named first.</summary>
    private static IEnumerable<string> Regions(FallbackHost host) => host.Region.Select(region => region.Name)
        .Concat(Clusters(host).Append(host.Client).SelectMany(cluster => Of(host, cluster)).Order(StringComparer.Ordinal))
        .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Served(FallbackHost host) =>
        Clusters(host).SelectMany(cluster => Of(host, cluster)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>
    /// Where a cluster is called, or calls: another is one gateway, in the region that was said of it; callers and own pods are where their
    /// nodes say.
    /// </summary>
    private static IEnumerable<string> Of(FallbackHost host, MeshCluster cluster) => new[] { cluster.Region ?? "" }
        .Concat(cluster.Name == host.Client.Name ? cluster.Facts?.NodeRegion ?? [] : []).Where(region => region.Length > 0);

    private static IEnumerable<MeshCluster> Clusters(FallbackHost host) =>
        host.Places.Select(place => host.Service.In(place.Cluster)!.Cluster);
}
