using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Destinations;

/// <summary>
/// What localities make of endpoints for callers whose region is known: an order of regions, or shares (istio
/// pilot/pkg/networking/core/loadbalancer/loadbalancer.go applyLocalityFailover, applyLocalityWeights; pilot/pkg/networking/util
/// LocalityMatch). Zones of callers are not known and order nothing here.
/// </summary>
/// <param name="own">The region of the caller: that of its label, else of the nodes.</param>
/// <param name="nodes">The region of the nodes of the caller's cluster, where its pods are that say none.</param>
internal sealed class RegionalOrder(string own, string nodes)
{
    /// <summary>The order for a caller; null where a region is not known.</summary>
    public static RegionalOrder? For(MeshCaller caller, MeshCluster cluster) => cluster.Region is not { } region ? null
        : new(IstiodLabels.LocalityOf(caller.Labels, cluster) is { Length: > 0 } said ? said.Split('/')[0] : region, region);

    /// <summary>The place of an endpoint in the order: those of the caller's region, the next one, all others.</summary>
    /// <param name="locality">The setting of localities.</param>
    public Func<RoutedEndpoint, int> Of(UnstructuredMap locality)
    {
        var next = locality.Maps(LocalitySettings.Next).FirstOrDefault(failover => failover.Text("from") == own)?.Text("to");
        return endpoint =>
        {
            var region = RegionOf(endpoint);
            return region == own ? 0 : next is null || region == next ? 1 : 2;
        };
    }

    /// <summary>What share of the requests an endpoint gets; null where no share is for the caller.</summary>
    /// <param name="locality">The setting of localities.</param>
    /// <param name="endpoints">All endpoints of the host, what stands for unknown pods among them.</param>
    public Func<RoutedEndpoint, double>? Shares(UnstructuredMap locality, IReadOnlyList<RoutedEndpoint> endpoints)
    {
        var shares = locality.Maps(LocalitySettings.Shares)
            .FirstOrDefault(distribute => Matches(distribute.Text("from") ?? "", own, ""))?.Map("to");
        if (shares is null) return null;
        var known = shares.Select(share => (Pattern: share.Key, Weight: share.Value is long weight ? weight : 0L)).ToList();
        return endpoint => known.Where(share => IsIn(share.Pattern, endpoint))
            .Sum(share => (double)share.Weight / endpoints.Count(other => IsIn(share.Pattern, other)));

        bool IsIn(string pattern, RoutedEndpoint endpoint) => Matches(pattern, RegionOf(endpoint), ZoneOf(endpoint));
    }

    /// <summary>Pods are in the caller's own cluster, and where they say nothing else in the region of its nodes.</summary>
    private string RegionOf(RoutedEndpoint endpoint) =>
        endpoint.Locality.Length == 0 && (endpoint.Pod is not null || endpoint.Address.Length == 0) ? nodes
            : endpoint.Locality.Split('/')[0];

    private static string ZoneOf(RoutedEndpoint endpoint) => endpoint.Locality.Split('/') is [_, var zone, ..] ? zone : "";

    private static bool Matches(string pattern, string region, string zone)
    {
        var parts = pattern.Split('/');
        return (parts[0] == "*" || parts[0] == region) && (parts.Length == 1 || parts[1] is "*" or "" || parts[1] == zone);
    }
}
