using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>The identity with which a gateway answers that ends the mesh's TLS itself.</summary>
public static class GatewayIdentity
{
    /// <summary>The identity.</summary>
    /// <param name="cluster">The cluster of the gateway.</param>
    /// <param name="workload">The gateway.</param>
    /// <returns>The identity, as <c>spiffe://cluster2/ns/istio-system/sa/gateway</c>; null when its account or trust domain is not
    /// known.</returns>
    public static string? Of(RoutingCluster cluster, GatewayWorkload workload)
    {
        if (!cluster.IsDeclared || cluster.Facts.TrustDomain.Length == 0) return null;
        var accounts = cluster.Pods.In(workload.Namespace).Where(pod => workload.Labels.Count > 0 && workload.Labels.Selects(pod.Labels))
            .Select(pod => pod.ServiceAccount).OfType<string>().Distinct(StringComparer.Ordinal).Take(2).ToList();
        return accounts is [var only] ? SpiffeIdentity.Of(cluster.Facts.TrustDomain, workload.Namespace, only) : null;
    }
}
