using MeshFederation.Model.Clusters;

namespace MeshFederation.Model.Services;

/// <summary>The names by which pods of a cluster dial a Service that runs beside them.</summary>
public static class ServiceNames
{
    /// <summary>What stands between a Service's namespace and the domain of its cluster; in hosts of ours its cluster's name.</summary>
    internal const string Part = ".svc.";

    /// <summary>
    /// All of them: the host, and what of it the DNS search path of pods completes (istio pilot/pkg/networking/core/httproute.go
    /// generateAltVirtualHostsForKubernetesService). A client sends as server name what it dials, be it complete or not.
    /// </summary>
    /// <param name="name">The name of the Service.</param>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="clusterDomain">The DNS domain of the cluster.</param>
    /// <returns>
    /// The host first, as <c>echo.shop.svc.cluster.local</c>, then <c>echo</c>, <c>echo.shop</c> and <c>echo.shop.svc</c>.
    /// </returns>
    public static IReadOnlyList<string> Of(string name, string @namespace, string clusterDomain) =>
        [Host(name, @namespace, clusterDomain), name, $"{name}.{@namespace}", $"{name}.{@namespace}{Part}".TrimEnd('.')];

    /// <summary>The first of them, by which Istio knows the Service.</summary>
    internal static string Host(string name, string @namespace, string clusterDomain) =>
        $"{name}.{@namespace}{Part}{clusterDomain}";

    /// <summary>The host of a service in another cluster.</summary>
    /// <param name="service">The service.</param>
    /// <param name="server">The cluster that serves it.</param>
    /// <returns>The host, as <c>reviews.default.svc.cluster2.global</c>.</returns>
    public static string Remote(MeshService service, MeshCluster server) =>
        $"{service.Name}.{service.Namespace}{Part}{server.Name}.{service.HostSuffix}";
}
