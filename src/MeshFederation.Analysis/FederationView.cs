using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Analysis;

/// <summary>What rules look at: the objects of every cluster, and what was declared where that is known.</summary>
public sealed class FederationView
{
    /// <summary>Makes a view.</summary>
    /// <param name="manifests">The objects of all clusters.</param>
    /// <param name="services">The services that were declared; empty when only objects are known.</param>
    public FederationView(IEnumerable<MeshManifest> manifests, IEnumerable<MeshService> services)
    {
        Manifests = [.. manifests];
        Services = [.. services];
        Clusters = Services.SelectMany(service => service.Cluster.Concat(service.ClientCluster))
            .DistinctBy(cluster => cluster.Name, StringComparer.Ordinal)
            .ToDictionary(cluster => cluster.Name, StringComparer.Ordinal);
    }

    /// <summary>The objects of all clusters.</summary>
    public IReadOnlyList<MeshManifest> Manifests { get; }

    /// <summary>The services that were declared.</summary>
    public IReadOnlyList<MeshService> Services { get; }

    /// <summary>The declared clusters by name.</summary>
    public IReadOnlyDictionary<string, MeshCluster> Clusters { get; }
}
