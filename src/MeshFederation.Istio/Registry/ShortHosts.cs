using MeshFederation.Istio.Names;

namespace MeshFederation.Istio.Registry;

/// <summary>
/// Names that are a part of a Service's host, as <c>reviews.shop</c>. A pod's DNS completes them; Istio completes only names without a dot,
/// in the namespace of the object (istio pkg/config/model.go ResolveShortnameToFQDN).
/// </summary>
public static class ShortHosts
{
    /// <summary>The Service that a name would mean to a pod of a namespace; null when there is none.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="name">The name.</param>
    /// <param name="space">The namespace.</param>
    /// <returns>The Service.</returns>
    public static RoutedService? Meant(IstioCluster cluster, string name, string space)
    {
        if (!name.Contains('.', StringComparison.Ordinal)) return null;
        var domain = cluster.Facts.ClusterDomain;
        return Kubernetes(name + ServiceHost.Part + domain) ?? Kubernetes($"{name}.{domain}")
            ?? Kubernetes(ServiceHost.Of(name, space, domain));

        RoutedService? Kubernetes(string host) => cluster.Services.Named(host).FirstOrDefault(service => service.IsKubernetes);
    }

    /// <summary>The host to write, behind a colon; nothing when no Service is meant.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="name">The name.</param>
    /// <param name="space">The namespace.</param>
    /// <returns>The advice.</returns>
    public static string Advice(IstioCluster cluster, string name, string space) => Meant(cluster, name, space) is { } meant
        ? $", which istiod does not complete (write {meant.Host})" : "";
}
