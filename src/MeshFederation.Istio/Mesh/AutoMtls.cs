using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Mesh;

/// <summary>Whether proxies speak the mesh's TLS by themselves.</summary>
public static class AutoMtls
{
    /// <summary>Whether its sidecars speak the mesh's TLS by themselves to pods that take it.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool UsesAutoMtls(this MeshCluster cluster) =>
        cluster.MeshConfig.EnableAutoMtls ?? IstioBehavior.AutoMtlsByDefault(cluster.IstioVersion);
}
