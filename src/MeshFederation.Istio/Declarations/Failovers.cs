using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations;

/// <summary>Sets in which order the clusters of a service take over for each other: a split of one destination with fallbacks.</summary>
public static class Failovers
{
    /// <summary>The destination that a list of places is, with the fallbacks behind it.</summary>
    /// <param name="service">The service.</param>
    /// <param name="places">The places in their order.</param>
    /// <returns>The destination, which gets all requests.</returns>
    /// <exception cref="MeshException">There are less than two places, or one cannot take over for another.</exception>
    public static IReadOnlyList<MeshDestination> Destination(MeshService service, IReadOnlyList<MeshFallback> places)
    {
        if (places.Count < 2) throw FailoverErrors.TooFew(service, places);
        CheckPlaces(service, places);
        return [new(places[0].Cluster, places[0].Subset, 100) { Fallback = places.Skip(1).ToValueList() }];
    }

    /// <summary>The destination that places are whose regions take over for each other, or share its requests.</summary>
    /// <param name="service">The service.</param>
    /// <param name="places">The places; none for all clusters where it runs.</param>
    /// <param name="regions">The regions, all with a share or none.</param>
    /// <returns>The destination, which gets all requests.</returns>
    /// <exception cref="MeshException">There are less than two places, or the regions cannot be.</exception>
    public static IReadOnlyList<MeshDestination> ByRegion(
        MeshService service, IReadOnlyList<MeshFallback> places, IReadOnlyList<MeshRegion> regions)
    {
        CheckRegions(service, regions);
        var all = service.Instance.Select(instance => new MeshFallback(instance.Cluster.Name, LabelSet.Empty));
        var ordered = (places.Count > 0 ? places : all).OrderBy(place => place.Cluster, StringComparer.Ordinal).ToList();
        return [Destination(service, ordered)[0] with { Region = regions.ToValueList() }];
    }

    private static void CheckRegions(MeshService service, IReadOnlyList<MeshRegion> regions)
    {
        if (regions.Count == 0) throw RegionErrors.Wrong(service, "it names no region");
        if (regions.GroupBy(region => region.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
            throw RegionErrors.Wrong(service, $"the region '{twice.Key}' comes twice");
        var shares = regions.Where(region => region.Weight is not null).ToList();
        if (shares.Count == 0) return;
        if (regions.FirstOrDefault(region => region.Weight is null) is { } bare)
            throw RegionErrors.OrderAndShares(service, $"gives a share to '{shares[0]}' and none to '{bare}'");
        if (shares.Sum(region => region.Weight) is not 100 and var total)
        {
            var named = string.Join(", ", shares);
            throw RegionErrors.Wrong(service, FormattableString.Invariant($"its shares '{named}' total {total}, not 100"));
        }
    }

    private static void CheckPlaces(MeshService service, IReadOnlyList<MeshFallback> places)
    {
        if (places.GroupBy(place => place).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
            throw FailoverErrors.Repeated(service, twice.Key);
        foreach (var place in places)
        {
            if (service.In(place.Cluster) is null) throw FailoverErrors.UnknownCluster(service, place);
            if (places.First(other => other.Cluster == place.Cluster) is var first && first != place)
                throw FailoverErrors.InSameCluster(service, first, place);
        }
    }

    /// <summary>The service with its splits as callers of a cluster have them.</summary>
    /// <param name="service">The service.</param>
    /// <param name="client">The name of the cluster.</param>
    /// <returns>The service; the same where nothing hangs on the cluster.</returns>
    public static MeshService SeenFrom(this MeshService service, string client)
    {
        service = service.WithoutSuspended();
        if (!service.TrafficSplit.Concat(service.GatewaySplit.SelectMany(at => at.TrafficSplit)).Any(split => split.IsLocalFirst))
            return service;
        return service with
        {
            TrafficSplit = Splits(service.TrafficSplit, client),
            GatewaySplit = service.GatewaySplit.Select(at => at with { TrafficSplit = Splits(at.TrafficSplit, client) }).ToValueList(),
        };
    }

    private static ValueList<MeshTrafficSplit> Splits(ValueList<MeshTrafficSplit> splits, string client) =>
        splits.Select(split => split.IsLocalFirst ? LocalFirst(split, client) : split).ToValueList();

    private static MeshTrafficSplit LocalFirst(MeshTrafficSplit split, string client)
    {
        var places = split.Destination[0].Places.OrderByDescending(place => place.Cluster == client).ToList();
        var destination = split.Destination[0] with
        {
            Cluster = places[0].Cluster,
            Subset = places[0].Subset,
            Fallback = places.Skip(1).ToValueList(),
        };
        return split with { Destination = [destination], IsLocalFirst = false };
    }
}
