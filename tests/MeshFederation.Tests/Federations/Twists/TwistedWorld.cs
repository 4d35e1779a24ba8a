using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>A federation while twists are added to it.</summary>
internal sealed class TwistedWorld(IEnumerable<MeshManifest> objects, IEnumerable<MeshCluster> clusters)
{
    /// <summary>The objects of all clusters.</summary>
    public List<MeshManifest> Objects { get; } = [.. objects];

    /// <summary>What is known of the clusters, of each once.</summary>
    public List<MeshCluster> Clusters { get; } = [.. clusters.DistinctBy(cluster => cluster.Name)];

    /// <summary>Adds an object, in the version that its cluster serves.</summary>
    public void Add(
        string cluster, ReadKind kind, string space, string name, UnstructuredMap spec, UnstructuredMap? labels = null,
        UnstructuredMap? annotations = null)
    {
        var version = Clusters.Find(known => known.Name == cluster)?.IstioVersion ?? IstioVersion.Current;
        Objects.Add(new(cluster, UnstructuredMap.Of(
            ("apiVersion", kind.ApiVersion(version)),
            ("kind", kind.Type.Kind),
            ("metadata", UnstructuredMap.Of(
                ("name", name),
                ("namespace", kind.Type.Namespaced ? space : null),
                ("labels", labels),
                ("annotations", annotations))),
            ("spec", spec))));
    }

    /// <summary>Changes the specs of some objects.</summary>
    public void Change(Func<MeshManifest, bool> chosen, Func<MeshManifest, UnstructuredMap> spec)
    {
        for (var place = 0; place < Objects.Count; place++)
        {
            var item = Objects[place];
            if (chosen(item)) Objects[place] = new(item.Cluster, item.Content.Changed("spec", spec(item)));
        }
    }
}
