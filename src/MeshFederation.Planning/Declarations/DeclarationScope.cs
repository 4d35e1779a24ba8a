using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Declarations;

/// <summary>What values of a declaration may speak of.</summary>
internal sealed class DeclarationScope
{
    private readonly Dictionary<string, MeshCluster> _clusters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The federation; null until it is read.</summary>
    public MeshFederationDeclaration? Federation { get; set; }

    /// <summary>The clusters that nothing has spoken of.</summary>
    public IEnumerable<string> Unused => _clusters.Keys.Where(name => !_used.Contains(name)).Order(StringComparer.Ordinal);

    /// <summary>Adds a cluster; false when there is one of its name.</summary>
    public bool Add(MeshCluster cluster) => _clusters.TryAdd(cluster.Name, cluster);

    public bool Has(string cluster) => _clusters.ContainsKey(cluster);

    /// <summary>The cluster of a name.</summary>
    /// <exception cref="Model.Errors.MeshException">There is none.</exception>
    public MeshCluster Find(string name)
    {
        _used.Add(name);
        return _clusters.TryGetValue(name, out var cluster)
            ? cluster
            : throw DeclarationErrors.UnknownCluster(name, [.. _clusters.Keys.Order(StringComparer.Ordinal)]);
    }
}
