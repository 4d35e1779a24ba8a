using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis;

/// <summary>A cluster with its objects.</summary>
internal sealed class ClusterView
{
    private readonly Dictionary<string, List<MeshManifest>> _byKind = new(StringComparer.Ordinal);

    public ClusterView(MeshCluster cluster, bool isDeclared) => (Cluster, IsDeclared) = (cluster, isDeclared);

    /// <summary>The cluster.</summary>
    public MeshCluster Cluster { get; }

    /// <summary>Whether something is known of the cluster beside its objects; its version may be assumed all the same.</summary>
    public bool IsDeclared { get; }

    /// <summary>The objects of a kind.</summary>
    public IReadOnlyList<MeshManifest> Of(string kind)
    {
        IstioKind.Require(kind);
        return _byKind.TryGetValue(kind, out var manifests) ? manifests : [];
    }

    public void Add(string kind, MeshManifest manifest)
    {
        if (!_byKind.TryGetValue(kind, out var same)) _byKind.Add(kind, same = []);
        same.Add(manifest);
    }
}
