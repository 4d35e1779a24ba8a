using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Objects;

namespace MeshFederation.Planning.Kinds.AuthorizationPolicy;

/// <summary>
/// The AuthorizationPolicy of a service's pods that keeps out whom of other clusters its access policies do not let in. It denies, and only
/// identities of the other clusters' trust domains: callers of the own cluster, also those without the mesh's TLS, and the policies of
/// others are left alone (istio pilot/pkg/security/authz/builder/builder.go; seen on Istio 1.30.3).
/// </summary>
internal static class AccessPolicyBuilder
{
    /// <summary>Builds it; null where there is nobody whom it could keep out.</summary>
    /// <exception cref="MeshException">Istio cannot tell the callers, the pods or the ports apart.</exception>
    public static MeshManifest? Build(
        Federation federation, MeshService service, MeshServiceInstance instance, SharedPods shared, UnstructuredMap labels)
    {
        var server = instance.Cluster;
        var peers = federation.Clusters.Where(cluster => cluster.Name != server.Name).ToList();
        AccessLimits.Require(service, instance, peers);
        var beside = shared.Of(service, instance);
        AccessLimits.RequireOwnPorts(service, instance, beside);
        var ports = new AccessPorts(service, instance, beside);
        var rules = peers.GroupBy(peer => peer.TrustDomain, StringComparer.Ordinal).OrderBy(domain => domain.Key, StringComparer.Ordinal)
            .SelectMany(domain => Rules(service, [.. domain], OtherDomains(server, peers, domain.Key), ports)).ToList();
        if (rules.Count == 0) rules = [.. peers.Select(peer => peer.TrustDomain).Distinct(StringComparer.Ordinal).Select(Nobody)];
        if (rules.Count == 0) return null;
        return IstioObject.Create(
            AuthorizationPolicyKind.Instance,
            AuthorizationPolicyKind.Step,
            server,
            labels,
            service.Namespace,
            GuardName.Of(federation.Name, service.Name),
            UnstructuredMap.Of(
                ("selector", UnstructuredMap.Of(("matchLabels", UnstructuredMap.Of(instance.Selector)))),
                ("action", PolicyAction.Deny),
                ("rules", UnstructuredList.From(rules))));
    }

    private static IEnumerable<UnstructuredMap> Rules(
        MeshService service, IReadOnlyList<MeshCluster> domain, IReadOnlyList<string> others, AccessPorts ports)
    {
        var grants = service.AccessPolicy
            .Select(policy => new AccessGrant(
                policy, domain.SelectMany(peer => policy.Principals(service, peer)).Distinct(StringComparer.Ordinal)))
            .Where(grant => grant.Principals.Count > 0).ToList();
        var all = domain[0].TrustDomain + "/*";
        foreach (var place in AccessPlaces.Of(all, grants))
        {
            var operations = ports.DeniedTo(place.Grants);
            if (operations is { Count: 0 }) continue;
            yield return Rule(
                place.Principal, [.. place.Except, .. IsWhole(place.Principal) ? others : []], operations);
        }
    }

    /// <summary>
    /// Of a whole principal istiod makes the same of every alias of the server's domain, which must not become a right, nor the loss of
    /// one (istio pilot/pkg/security/trustdomain/bundle.go ReplaceTrustDomainAliases).
    /// </summary>
    private static bool IsWhole(string principal) => principal.Count(letter => letter == '/') == 4;

    private static List<string> OtherDomains(MeshCluster server, IEnumerable<MeshCluster> peers, string domain) =>
    [
        .. peers.Select(peer => peer.TrustDomain).Append(server.TrustDomain).Concat(server.Facts?.TrustDomainAlias ?? [])
            .Where(other => other != domain).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(other => other + "/*"),
    ];

    /// <summary>
    /// A rule that holds for nobody, where everybody is let in: an access policy is always an object, by which people see that somebody
    /// said it.
    /// </summary>
    private static UnstructuredMap Nobody(string domain) => Rule(domain + "/*", [domain + "/*"], null);

    private static UnstructuredMap Rule(string principal, IReadOnlyList<string> except, IReadOnlyList<UnstructuredMap>? operations)
    {
        var source = UnstructuredMap.Of(
            ("principals", IstioObject.TextList(principal)),
            ("notPrincipals", except.Count == 0 ? null : IstioObject.TextList([.. except])));
        return UnstructuredMap.Of(
            ("from", UnstructuredList.Of(UnstructuredMap.Of(("source", source)))),
            ("to", operations is null
                ? null
                : UnstructuredList.From(operations.Select(operation => UnstructuredMap.Of(("operation", operation))))));
    }
}
