using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Clusters.Comparing;

/// <summary>The kinds of objects that federations are made of, as clusters serve them.</summary>
public static class FederatedKinds
{
    /// <summary>The kinds in the versions that a cluster serves.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The kinds.</returns>
    public static IReadOnlyList<ResourceKind> Of(MeshCluster cluster) =>
        [.. ObjectKinds.All.Select(kind => ResourceKinds.Of(kind.ApiVersion(cluster.IstioVersion), kind.Name))];
}
