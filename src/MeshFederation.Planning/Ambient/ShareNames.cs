using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Ambient;

/// <summary>
/// That the Services of shares have names of their own beside the services of a federation, and select nothing that stands for pods of
/// other clusters: a waypoint would send requests there that ztunnels refuse (run).
/// </summary>
internal static class ShareNames
{
    /// <summary>Requires it.</summary>
    /// <exception cref="MeshException">Two Services would have one name, or one would select too much.</exception>
    public static void Require(IReadOnlyList<MeshService> services)
    {
        var taken = new Dictionary<(string Cluster, string Namespace, string Name), (MeshService Service, string Share)>();
        foreach (var service in services)
        {
            foreach (var cluster in service.Cluster.Concat(service.ClientCluster))
                taken[(cluster.Name, service.Namespace, service.Name)] = (service, "");
        }

        foreach (var service in services)
        {
            foreach (var client in service.ClientCluster.Where(client => WaypointSplits.Are(service, client)))
            {
                foreach (var group in WaypointSplits.Groups(service)) Require(services, service, client, group, taken);
            }
        }
    }

    private static void Require(
        IReadOnlyList<MeshService> services, MeshService service, MeshCluster client, WaypointGroup group,
        Dictionary<(string Cluster, string Namespace, string Name), (MeshService Service, string Share)> taken)
    {
        foreach (var cluster in new[] { client, group.Instance.Cluster })
        {
            var (key, mine) = ((cluster.Name, service.Namespace, group.Name), $"{group.Instance.Cluster} {group.Subset}");
            if (taken.TryAdd(key, (service, mine))) continue;
            var (other, share) = taken[key];
            if (!ReferenceEquals(other, service) || share != mine) throw AmbientErrors.ShareTaken(service, group.Name, cluster, other);
        }

        if (group.Instance.Cluster.Name != client.Name) return;
        if (services.FirstOrDefault(other => IsSelected(other, client, group)) is { } selected)
            throw AmbientErrors.ShareSelects(service, group.Name, client, selected);
    }

    private static bool IsSelected(MeshService other, MeshCluster client, WaypointGroup group) =>
        other.Namespace == group.Service.Namespace
        && other.IsCalledElsewhere(client)
        && !WaypointSplits.Are(other, client)
        && AmbientPlanner.Selector(other, client) is var labels
        && group.Selector.All(label => labels.GetValueOrDefault(label.Key) == label.Value);
}
