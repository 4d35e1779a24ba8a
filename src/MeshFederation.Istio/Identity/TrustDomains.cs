using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Identity;

/// <summary>Which trust domains stand for each other, on the side of the caller and on that of the server.</summary>
public static class TrustDomains
{
    /// <summary>The trust domains that count as a cluster's own: its domain and its aliases.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The domains, the own one first.</returns>
    public static IReadOnlyList<string> Own(MeshCluster cluster) => [cluster.TrustDomain, .. cluster.Facts?.TrustDomainAlias ?? []];

    /// <summary>
    /// The identities that a caller accepts for names of a ServiceEntry: each also in every alias of the caller's mesh, but not in its
    /// own domain
    /// (istio pilot/pkg/model/push_context.go initServiceAccounts; pkg/spiffe/spiffe.go ExpandWithTrustDomains). Names of a
    /// DestinationRule hold as written.
    /// </summary>
    /// <param name="caller">The cluster of the caller.</param>
    /// <param name="names">The names, as <c>spiffe://cluster2/ns/default/sa/reviews</c>.</param>
    /// <returns>The names and what they stand for, too.</returns>
    public static IReadOnlyList<string> Expand(MeshCluster caller, IEnumerable<string> names) =>
        caller.Facts?.TrustDomainAlias is { Count: > 0 } aliases
            ? [.. names.SelectMany(name => DomainOf(name) is { } domain
                ? aliases.Select(alias => SpiffeIdentity.Scheme + alias + name[(SpiffeIdentity.Scheme.Length + domain.Length)..])
                    .Prepend(name)
                : [name]).Distinct(StringComparer.Ordinal)]
            : names is IReadOnlyList<string> { Count: <= 1 } few ? few : [.. names.Distinct(StringComparer.Ordinal)];

    /// <summary>The trust domain of an identity.</summary>
    /// <param name="name">The identity.</param>
    /// <returns>The domain; null when the name is none of SPIFFE.</returns>
    public static string? DomainOf(string name) => name.StartsWith(SpiffeIdentity.Scheme, StringComparison.Ordinal)
        ? name[SpiffeIdentity.Scheme.Length..].Split('/')[0] : null;

    /// <summary>
    /// Why the workloads of a cluster accept callers of a trust domain, or that they do not
    /// (istio pilot/pkg/networking/plugin/authn/util.go TrustDomainsForValidation).
    /// </summary>
    /// <param name="server">The cluster.</param>
    /// <param name="domain">The trust domain.</param>
    /// <returns>The reason; of several the one that gives the least rights beside.</returns>
    public static TrustDomainAcceptance Judge(MeshCluster server, string domain) => server.Facts switch
    {
        _ when server.TrustDomain == domain => TrustDomainAcceptance.Own,
        null => TrustDomainAcceptance.Unknown,
        { IsMeshConfigUnknown: true } when IstiodSettings.AcceptsEveryTrustDomain(server) => TrustDomainAcceptance.Unchecked,
        { IsMeshConfigUnknown: true } => TrustDomainAcceptance.Unknown,
        { } facts when facts.TrustedDomain.Contains(domain, StringComparer.Ordinal) => TrustDomainAcceptance.Listed,
        { } facts when facts.TrustDomainAlias.Contains(domain, StringComparer.Ordinal) => TrustDomainAcceptance.Alias,
        _ => IstiodSettings.AcceptsEveryTrustDomain(server) ? TrustDomainAcceptance.Unchecked : TrustDomainAcceptance.Refused,
    };

    /// <summary>Whether the workloads of a cluster accept callers of a trust domain.</summary>
    /// <param name="server">The cluster.</param>
    /// <param name="domain">The trust domain.</param>
    /// <returns>True or false; null when nothing is known of the cluster's mesh configuration.</returns>
    public static bool? Accepts(MeshCluster server, string domain) => Judge(server, domain) switch
    {
        TrustDomainAcceptance.Unknown => null,
        TrustDomainAcceptance.Refused => false,
        _ => true,
    };

    /// <summary>Whether two clusters trust a root certificate in common.</summary>
    /// <param name="one">A cluster.</param>
    /// <param name="other">The other.</param>
    /// <returns>True or false; null when the roots of one of them are not known.</returns>
    public static bool? ShareRoot(MeshCluster one, MeshCluster other)
    {
        if (one.Facts?.RootCertificate is not { Count: > 0 } mine || other.Facts?.RootCertificate is not { Count: > 0 } theirs) return null;
        return mine.Any(root => theirs.Any(known => known.Fingerprint == root.Fingerprint));
    }
}
