using MeshFederation.Istio.Registry;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>
/// Names that are a part of a Service's host, as <c>reviews.shop</c>. A pod's DNS completes them; Istio completes only names without a
/// dot, in the
/// namespace of the object (istio pkg/config/model.go ResolveShortnameToFQDN).
/// </summary>
internal static class ShortHosts
{
    /// <summary>The Service that a name would mean to a pod of a namespace; null when there is none.</summary>
    public static RoutedService? Meant(RoutingCluster cluster, string name, string space)
    {
        if (!name.Contains('.', StringComparison.Ordinal)) return null;
        var domain = cluster.Facts.ClusterDomain;
        return Kubernetes($"{name}.svc.{domain}") ?? Kubernetes($"{name}.{domain}") ?? Kubernetes($"{name}.{space}.svc.{domain}");

        RoutedService? Kubernetes(string host) => cluster.Services.Named(host).FirstOrDefault(service => service.IsKubernetes);
    }

    /// <summary>The host to write, behind a colon; nothing when no Service is meant.</summary>
    public static string Advice(RoutingCluster cluster, string name, string space) => Meant(cluster, name, space) is { } meant
        ? $", which istiod does not complete (write {meant.Host})" : "";
}
