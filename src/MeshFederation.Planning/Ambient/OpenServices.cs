using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Ambient;

/// <summary>Which pods other clusters reach.</summary>
public static class OpenServices
{
    /// <summary>
    /// Whether others reach the pods of a cluster: the service is called from elsewhere, or its Service there is global since its own
    /// cluster calls the pods of others in ambient mode, too.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="cluster">The cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool IsOpen(MeshService service, MeshCluster cluster) => service.In(cluster.Name) is not null
        && (service.IsServed(cluster) || (service.IsAmbient() && AmbientPlanner.IsGlobal(service, cluster)));
}
