using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations;

/// <summary>
/// Takes the requests of a service off clusters. What is declared stays, and says what comes back; what is planned goes by what is left.
/// </summary>
public static class Suspensions
{
    /// <summary>A copy of the service that sends nothing to clusters, beside those that it sends nothing to already.</summary>
    /// <param name="service">The service.</param>
    /// <param name="clusters">The names of the clusters; those where it does not run are not of it.</param>
    /// <returns>The copy.</returns>
    /// <exception cref="MeshException">No cluster is left where it runs.</exception>
    public static MeshService WithSuspended(this MeshService service, IEnumerable<string> clusters) =>
        Check(service with { Suspended = Sorted(service.Suspended.Concat(clusters.Where(name => service.In(name) is not null))) });

    /// <summary>A copy of the service that sends to clusters again what is declared.</summary>
    /// <param name="service">The service.</param>
    /// <param name="clusters">The names of the clusters.</param>
    /// <returns>The copy.</returns>
    public static MeshService WithResumed(this MeshService service, IEnumerable<string> clusters) =>
        service with { Suspended = Sorted(service.Suspended.Except(clusters, StringComparer.Ordinal)) };

    /// <summary>Requires that some cluster is left where a service runs.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The service.</returns>
    /// <exception cref="MeshException">None is left.</exception>
    public static MeshService Check(MeshService service) =>
        service.Instance.All(instance => service.IsSuspended(instance.Cluster.Name)) ? throw SuspensionErrors.NoneLeft(service) : service;

    /// <summary>Whether a cluster gets none of the requests of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cluster">The name of the cluster.</param>
    /// <returns>True when it is suspended.</returns>
    public static bool IsSuspended(this MeshService service, string cluster) =>
        service.Suspended.Contains(cluster, StringComparer.Ordinal);

    /// <summary>The service with its splits as they are without the clusters that are suspended.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The service; the same where no split says anything of them.</returns>
    public static MeshService WithoutSuspended(this MeshService service)
    {
        if (service.Suspended.Count == 0) return service;
        if (!service.Destinations().SelectMany(destination => destination.Places).Any(place => service.IsSuspended(place.Cluster)))
            return service;
        return service with
        {
            TrafficSplit = Splits(service, service.TrafficSplit),
            GatewaySplit = service.GatewaySplit.Select(at => at with { TrafficSplit = Splits(service, at.TrafficSplit) }).ToValueList(),
        };
    }

    /// <summary>The clusters that are left, with equal shares: where requests go that nobody said anything of.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The destinations.</returns>
    public static ValueList<MeshDestination> Others(MeshService service)
    {
        var left = service.Instance.Select(instance => instance.Cluster.Name).Where(name => !service.IsSuspended(name)).ToList();
        var shares = Shares.Of(left.Select(_ => 1), 100);
        return left.Select((name, i) => new MeshDestination(name, LabelSet.Empty, shares[i])).ToValueList();
    }

    private static ValueList<MeshTrafficSplit> Splits(MeshService service, ValueList<MeshTrafficSplit> splits) => splits
        .Select(split =>
        {
            var left = Destinations(service, split.Destination);
            return split with { Destination = left, IsLocalFirst = split.IsLocalFirst && left[0].Fallback.Count > 0 };
        }).ToValueList();

    /// <summary>
    /// A destination goes on as the first of its fallbacks that is left. What has none is shared among the others as they share what they
    /// have already.
    /// </summary>
    private static ValueList<MeshDestination> Destinations(MeshService service, ValueList<MeshDestination> destinations)
    {
        var left = destinations.Select(destination => Left(service, destination)).OfType<MeshDestination>()
            .GroupBy(destination => (destination.Place, destination.Port, destination.Fallback))
            .Select(same => same.First() with { Weight = same.Sum(destination => destination.Weight) }).ToList();
        if (left.Count == 0) return Others(service);
        var weights = left.Any(destination => destination.Weight > 0) ? left.Select(destination => destination.Weight) : left.Select(_ => 1);
        var shares = Shares.Of(weights, 100);
        return left.Select((destination, i) => destination with { Weight = shares[i] }).ToValueList();
    }

    private static MeshDestination? Left(MeshService service, MeshDestination destination)
    {
        var places = destination.Places.Where(place => !service.IsSuspended(place.Cluster)).ToList();
        return places.Count == 0 ? null : destination with
        {
            Cluster = places[0].Cluster,
            Subset = places[0].Subset,
            Fallback = places.Skip(1).ToValueList(),
        };
    }

    private static ValueList<string> Sorted(IEnumerable<string> names) =>
        names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList();
}
