using MeshFederation.Model.Clusters;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;

namespace MeshFederation.Istio.Declarations.Access;

/// <summary>What the access policies of a service mean, whatever becomes of them in Istio.</summary>
public static class AccessMeaning
{
    /// <summary>Whether some access policy of a service lets a caller in.</summary>
    /// <param name="service">The service.</param>
    /// <param name="client">The cluster of the caller.</param>
    /// <param name="principal">Who calls, as <c>cluster1/ns/shop/sa/productpage</c>.</param>
    /// <param name="port">The port that is called.</param>
    /// <param name="method">The method; null for a connection that has none.</param>
    /// <param name="path">The path; null for a connection that has none.</param>
    /// <returns>True when one does.</returns>
    public static bool LetsIn(
        this MeshService service, MeshCluster client, string principal, MeshPort port, string? method, string? path) =>
            service.AccessPolicy.Any(policy =>
                policy.Principals(service, client).Any(pattern => Meets(pattern, principal))
                && policy.PortsOf(service).Contains(port)
                && (policy.Method.Count == 0 || (method is not null && policy.Method.Contains(method, StringComparer.Ordinal)))
                && (policy.RequestPath.Count == 0 || (path is not null && policy.RequestPath.Any(pattern => Meets(pattern, path)))));

    private static bool Meets(string pattern, string text) =>
        pattern.EndsWith('*') ? text.StartsWith(pattern[..^1], StringComparison.Ordinal)
            : pattern.StartsWith('*') ? text.EndsWith(pattern[1..], StringComparison.Ordinal)
            : text == pattern;
}
