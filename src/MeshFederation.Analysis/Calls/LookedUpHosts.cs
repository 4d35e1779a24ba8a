using MeshFederation.Istio.Names;
using MeshFederation.Routing;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>
/// Tells which hosts of other clusters callers must look up: those of which no Service's host is routed there, as it is where the service's
/// split is. Of a Service the cluster's own DNS knows the name, and the address that it gives is not what decides.
/// </summary>
internal static class LookedUpHosts
{
    /// <summary>A way to each of them, one a ServiceEntry.</summary>
    public static IEnumerable<GatewayCall> Of(FederationView federation)
    {
        var local = federation.Destinations.All.Where(IsLocal)
            .Select(destination => (destination.Cluster, destination.Host)).ToHashSet();
        return federation.Ways.Where(way => !way.Service.IsKubernetes && !local.Contains((way.Client, way.Service.Host)))
            .DistinctBy(way => way.Entry);
    }

    /// <summary>Whether requests to a host that the cluster's own DNS has, which is that of a Service, are sent there.</summary>
    private static bool IsLocal(NamedDestination destination) => destination.Cluster.VirtualServices
        .RootsOf(destination.VirtualService).Where(VirtualServiceIndex.BindsSidecars)
        .SelectMany(destination.Cluster.VirtualServices.HostsOf).Any(host => IsOfService(destination.Cluster, host));

    /// <summary>Where no Service of the namespace is among the objects, that of the host is taken to be there.</summary>
    private static bool IsOfService(RoutingCluster cluster, string host) =>
        cluster.Services.Named(host).Any(service => service.IsKubernetes)
        || (ServiceHost.IsOf(host, cluster.Facts.ClusterDomain) && !cluster.Completeness.Knows(host));
}
