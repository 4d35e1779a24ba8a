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
        if (places.GroupBy(place => place).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
            throw FailoverErrors.Repeated(service, twice.Key);
        foreach (var place in places)
        {
            if (service.In(place.Cluster) is null) throw FailoverErrors.UnknownCluster(service, place);
            if (places.First(other => other.Cluster == place.Cluster) is var first && first != place)
                throw FailoverErrors.InSameCluster(service, first, place);
        }

        return [new(places[0].Cluster, places[0].Subset, 100) { Fallback = places.Skip(1).ToValueList() }];
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
