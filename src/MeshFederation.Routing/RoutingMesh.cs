using MeshFederation.Istio;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Routing;

/// <summary>All clusters of which something is known, for the decisions of routing.</summary>
public sealed class RoutingMesh
{
    private readonly Dictionary<string, RoutingCluster> _clusters = new(StringComparer.Ordinal);

    /// <summary>Makes a view.</summary>
    /// <param name="manifests">The objects of all clusters.</param>
    /// <param name="services">The services that were declared; empty when only objects are known.</param>
    /// <param name="clusters">Clusters that are known; they win over those of the declarations.</param>
    /// <param name="complete">The kinds of which all objects of a cluster are known, by the cluster's name; null for none.</param>
    /// <param name="unread">
    /// The kinds of which nothing is known in a cluster, since they may not be read, by the cluster's name; null for none.
    /// </param>
    public RoutingMesh(
        IEnumerable<MeshManifest> manifests,
        IEnumerable<MeshService> services,
        IEnumerable<MeshCluster> clusters,
        Func<string, IReadOnlySet<string>?>? complete = null,
        Func<string, IReadOnlySet<string>?>? unread = null)
    {
        var declared = services.ToList();
        var facts = FactsOf(clusters, declared);
        var objects = manifests.ToLookup(manifest => manifest.Cluster, StringComparer.Ordinal);
        var names = facts.Keys.Concat(objects.Select(cluster => cluster.Key)).Distinct(StringComparer.Ordinal).ToArray();
        Clusters = Sorted(AtOnce.Each(names, Read));

        RoutingCluster Read(string name)
        {
            var (known, mine) = (facts.GetValueOrDefault(name), declared.Where(service => service.In(name) is not null));
            var taken = known ?? new MeshCluster(name, name) { IsVersionAssumed = true };
            return new(taken, objects[name], mine, known is not null, complete?.Invoke(name), unread?.Invoke(name));
        }
    }

    /// <summary>The clusters by name that are known, and those that declarations name beside them.</summary>
    internal static Dictionary<string, MeshCluster> FactsOf(IEnumerable<MeshCluster> known, IEnumerable<MeshService> services)
    {
        var facts = new Dictionary<string, MeshCluster>(StringComparer.Ordinal);
        foreach (var cluster in known) facts.TryAdd(cluster.Name, cluster);
        foreach (var service in services)
        {
            for (var i = 0; i < service.Instance.Count; i++) facts.TryAdd(service.Instance[i].Cluster.Name, service.Instance[i].Cluster);
            for (var i = 0; i < service.ClientCluster.Count; i++) facts.TryAdd(service.ClientCluster[i].Name, service.ClientCluster[i]);
        }

        return facts;
    }

    private RoutingMesh(IEnumerable<RoutingCluster> clusters) => Clusters = Sorted(clusters);

    /// <summary>The clusters, sorted by name.</summary>
    public IReadOnlyCollection<RoutingCluster> Clusters { get; }

    /// <summary>A cluster.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The cluster, or null when nothing is known of it.</returns>
    public RoutingCluster? this[string name] => _clusters.GetValueOrDefault(name);

    /// <summary>The same clusters, with another view of one of them.</summary>
    internal RoutingMesh With(RoutingCluster cluster) => new(Clusters.Where(known => known.Name != cluster.Name).Append(cluster));

    private RoutingCluster[] Sorted(IEnumerable<RoutingCluster> clusters)
    {
        var sorted = clusters.OrderBy(cluster => cluster.Name, StringComparer.Ordinal).ToArray();
        foreach (var cluster in sorted) _clusters.Add(cluster.Name, cluster);
        return sorted;
    }
}
