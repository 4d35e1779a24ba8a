using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Ambient;

/// <summary>
/// The weights by which connections are shared between the clusters of a service. Each pod of the own cluster counts 1; the entries of
/// another cluster count what they weigh together, however many identities they are for.
/// </summary>
internal static class AmbientShares
{
    /// <summary>The weights of the entries for each other cluster that gets connections, an entry for each service account.</summary>
    /// <exception cref="MeshException">The shares that are declared cannot be had.</exception>
    public static IReadOnlyList<(MeshServiceInstance Instance, IReadOnlyList<int> Weights)> Of(MeshService service, MeshCluster client)
    {
        var remote = service.Instance.Where(instance => instance.Cluster.Name != client.Name).ToList();
        if (remote.Count == 0 || WaypointSplits.Are(service, client)) return [];
        if (service.In(client.Name) is not null && service.Suspended.Contains(client.Name, StringComparer.Ordinal))
            throw OwnPods(service, client);
        remote.RemoveAll(instance => service.Suspended.Contains(instance.Cluster.Name, StringComparer.Ordinal));
        var order = OwnFirst(service);
        if (order is not null)
        {
            RequireOrder(service, client, order);
            remote.RemoveAll(instance => !order.Contains(instance.Cluster.Name));
        }

        if (order is not null || Split(service) is not { } split)
        {
            var each = remote.Select(instance => instance.ServiceAccount.Count).Aggregate(1, LeastMultiple);
            return [.. remote.Select(instance => (instance, Entries(each, instance.ServiceAccount.Count)))];
        }

        var shares = remote.Select(instance => (Instance: instance, Share: ShareOf(split, instance.Cluster)))
            .Where(item => item.Share > 0).ToList();
        if (shares.Count == 0) return [];
        var totals = service.In(client.Name) is { } own ? BesidePods(service, client, own, split, shares) : Alone(shares);
        return [.. shares.Zip(totals, (item, total) => (item.Instance, Entries(total, item.Instance.ServiceAccount.Count)))];
    }

    /// <summary>Whether each cluster calls its own pods first, as long as one of them is ready.</summary>
    public static bool IsOwnFirst(MeshService service) => OwnFirst(service) is not null;

    /// <summary>The clusters of which the own one comes first.</summary>
    private static List<string>? OwnFirst(MeshService service) =>
        service.TrafficSplit is [{ Match: null, IsLocalFirst: true, Destination: [{ Region.Count: 0, Subset.Count: 0, Port: null } first] }]
            && first.Fallback.All(item => item.Subset.Count == 0)
                ? [first.Cluster, .. first.Fallback.Select(item => item.Cluster)]
                : null;

    /// <summary>Behind the own cluster all others come at once: ztunnels know near and far, and no order (run).</summary>
    private static void RequireOrder(MeshService service, MeshCluster client, List<string> order)
    {
        if (service.In(client.Name) is not null && order.Contains(client.Name) && order.Count == 2) return;
        throw AmbientErrors.Unsupported(
            service,
            $"'{client}' cannot have the order {string.Join(", else ", order)}: ztunnels call the own cluster first, and all others at "
            + "once.",
            "Name two clusters in which the service runs and is called. Else leave the order out, and have it shared: "
            + "Set-MeshTrafficSplit.");
    }

    private static MeshException OwnPods(MeshService service, MeshCluster client) =>
        AmbientErrors.Share(service, client, "its own pods always get connections, and their share is 0.");

    private static MeshTrafficSplit? Split(MeshService service)
    {
        if (service.TrafficSplit.Count == 0) return null;
        if (service.TrafficSplit is not [{ Match: null, IsLocalFirst: false } split]
            || split.Destination.Any(
                item => item.Fallback.Count > 0 || item.Region.Count > 0 || item.Subset.Count > 0 || item.Port is not null))
        {
            throw AmbientErrors.Unsupported(
                service,
                "splits by versions, ports and matches, and fallbacks, need a waypoint: ztunnels share connections between clusters alone, "
                + "and never turn from a gateway that is dead.",
                "Declare one split of clusters, as cluster1:50, cluster2:50; for the own cluster first: Set-MeshFailover cluster1, "
                + "cluster2. Or give the service a waypoint where it is called: a Gateway of the class istio-waypoint in its namespace, "
                + "which the label istio.io/use-waypoint names; and read the cluster with Get-MeshCluster.");
        }

        return split;
    }

    private static int ShareOf(MeshTrafficSplit split, MeshCluster cluster) =>
        split.Destination.Where(item => item.Cluster == cluster.Name).Sum(item => item.Weight);

    /// <summary>The smallest whole weights in the ratio of the shares that suffice for every service account.</summary>
    private static IEnumerable<int> Alone(List<(MeshServiceInstance Instance, int Share)> shares)
    {
        var divisor = shares.Select(item => item.Share).Aggregate(0, GreatestDivisor);
        var factor = shares.Max(item => (item.Instance.ServiceAccount.Count + (item.Share / divisor) - 1) / (item.Share / divisor));
        return shares.Select(item => item.Share / divisor * factor);
    }

    private static IEnumerable<int> BesidePods(
        MeshService service, MeshCluster client, MeshServiceInstance own, MeshTrafficSplit split,
        List<(MeshServiceInstance Instance, int Share)> shares)
    {
        var (pods, here) = (own.Pod.Sum(pod => pod.Total), ShareOf(split, client));
        if (here == 0) throw OwnPods(service, client);
        if (pods == 0 && shares.Count > 0)
            throw AmbientErrors.Share(service, client, "how many pods it has there is not known; Get-MeshService counts them.");
        foreach (var (instance, share) in shares)
        {
            if (share * pods % here == 0 && share * pods / here >= instance.ServiceAccount.Count) continue;
            throw AmbientErrors.Share(service, client, FormattableString.Invariant(
                $"for {share} to {here} beside {pods} of its own pods, '{instance.Cluster}' with {instance.ServiceAccount.Count} service ")
                + $"accounts would need the weight {(decimal)share * pods / here:0.##}.");
        }

        return shares.Select(item => item.Share * pods / here);
    }

    /// <summary>A total as whole parts that differ by 1 at most.</summary>
    private static IReadOnlyList<int> Entries(int total, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (total / count) + (i < total % count ? 1 : 0))];

    private static int LeastMultiple(int one, int other) => one / GreatestDivisor(one, other) * other;

    private static int GreatestDivisor(int one, int other) => other == 0 ? one : GreatestDivisor(other, one % other);
}
