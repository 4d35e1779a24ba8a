using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Registry;

namespace MeshFederation.Istio.Endpoints;

/// <summary>
/// The identities that callers accept of a service where nothing else is said: those of its endpoints, and the subjectAltNames of its
/// ServiceEntry, in
/// the mesh's trust domain and in its aliases (istio pilot/pkg/model/push_context.go addServiceAccounts; pkg/spiffe/spiffe.go
/// ExpandWithTrustDomains).
/// </summary>
public static class ServiceIdentities
{
    /// <summary>The identities.</summary>
    /// <param name="cluster">The cluster of the service.</param>
    /// <param name="service">The service.</param>
    /// <returns>The identities, sorted; empty where any is accepted.</returns>
    public static IReadOnlyList<string> Of(IstioCluster cluster, RoutedService service)
    {
        var domain = cluster.Facts.TrustDomain;
        List<string>? known = null;
        for (var i = 0; i < service.Ports.Count; i++)
        {
            foreach (var endpoint in ServiceEndpoints.All(cluster, service, service.Ports[i]))
            {
                if (endpoint.ServiceAccount.Length > 0 && !endpoint.IsUnhealthy)
                    (known ??= []).Add(SpiffeIdentity.Of(domain, endpoint.Namespace, endpoint.ServiceAccount));
            }
        }

        var names = Written(cluster, service);
        if (known is not null)
        {
            known.AddRange(names);
            names = known;
        }

        var expanded = TrustDomains.Expand(cluster.Facts, names);
        return expanded.Count <= 1 ? expanded : [.. expanded.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Written(IstioCluster cluster, RoutedService service)
    {
        var same = cluster.Services.Named(service.Host);
        for (var i = same.Count - 1; i >= 0; i--)
        {
            if (same[i].Namespace == service.Namespace) return same[i].Manifest?.Spec.List("subjectAltNames").OfType<string>() ?? [];
        }

        return [];
    }
}
