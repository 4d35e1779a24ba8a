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
        var accounts = service.Ports.SelectMany(port => ServiceEndpoints.All(cluster, service, port))
            .Where(endpoint => endpoint.ServiceAccount.Length > 0)
            .Select(endpoint => SpiffeIdentity.Of(domain, endpoint.Namespace, endpoint.ServiceAccount));
        var named = cluster.Services.Named(service.Host).LastOrDefault(other =>
            other.Namespace == service.Namespace)?.Manifest?.Spec.List("subjectAltNames").OfType<string>() ?? [];
        return [.. TrustDomains.Expand(cluster.Facts, accounts.Concat(named)).Order(StringComparer.Ordinal)];
    }
}
