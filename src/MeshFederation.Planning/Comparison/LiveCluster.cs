using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Comparison;

/// <summary>What was read of a cluster to compare with it.</summary>
public sealed class LiveCluster
{
    private readonly Dictionary<(string Kind, string Namespace, string Name), MeshManifest> _objects;
    private readonly ILookup<string, MeshManifest> _byKind;

    /// <summary>Makes one of what was read.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="objects">
    /// The objects that were read: all of the kinds that are planned for the cluster, and of other kinds those of the federation.
    /// </param>
    /// <param name="gatewayPods">The labels of the gateway's pods; null when they could not be read.</param>
    public LiveCluster(MeshCluster cluster, IEnumerable<MeshManifest> objects, IReadOnlyList<LabelSet>? gatewayPods = null)
    {
        (Cluster, GatewayPods) = (cluster, gatewayPods);
        Objects = [.. objects];
        _objects = Objects.ToDictionary(item => (item.TypeKey, item.Namespace, item.Name));
        _byKind = Objects.ToLookup(item => item.TypeKey, StringComparer.Ordinal);
    }

    /// <summary>The cluster.</summary>
    public MeshCluster Cluster { get; }

    /// <summary>The objects.</summary>
    public IReadOnlyList<MeshManifest> Objects { get; }

    /// <summary>The labels of the gateway's pods; null when they could not be read.</summary>
    public IReadOnlyList<LabelSet>? GatewayPods { get; }

    /// <summary>
    /// The routes of the Gateway API, where a waypoint is to split requests; null when they were not read. They are nobody's objects of a
    /// federation, whatever their labels say.
    /// </summary>
    public IReadOnlyList<MeshManifest>? Routes { get; init; }

    /// <summary>What takes the tunnels of other clusters, where they are to call this one so; null when it was not read.</summary>
    public TunnelVersions? Tunnels { get; init; }

    /// <summary>The objects that give addresses to hosts.</summary>
    public IEnumerable<MeshManifest> GivingAddresses =>
        ObjectKinds.All.Where(kind => kind.GivesAddresses).SelectMany(kind => _byKind[kind.Type.Key]);

    /// <summary>The same with each object as something else makes it.</summary>
    /// <param name="mark">Makes the object.</param>
    /// <returns>The cluster.</returns>
    public LiveCluster With(Func<MeshManifest, MeshManifest> mark) =>
        new(Cluster, Objects.Select(mark), GatewayPods) { Routes = Routes, Tunnels = Tunnels };

    /// <summary>The objects of a kind.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The objects.</returns>
    public IEnumerable<MeshManifest> OfKind(ObjectType type) => _byKind[type.Key];

    /// <summary>The object of a kind and name.</summary>
    /// <param name="wanted">An object of the same kind, namespace and name.</param>
    /// <returns>The object, or null when it is not there.</returns>
    public MeshManifest? Find(MeshManifest wanted) => _objects.GetValueOrDefault((wanted.TypeKey, wanted.Namespace, wanted.Name));
}
