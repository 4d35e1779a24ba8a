using System.Globalization;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Identities;

/// <summary>What people are told of a cluster's identity.</summary>
public static class IdentityFacts
{
    /// <summary>What was read, and what follows from it.</summary>
    /// <param name="state">What was read.</param>
    /// <param name="now">The time, by which certificates end.</param>
    /// <returns>The identity, without its key.</returns>
    public static MeshIdentity Of(AuthorityState state, DateTimeOffset now)
    {
        var signs = AuthorityUse.SignsSince(state);
        var behind = signs <= state.Now ? AuthorityUse.WithoutAuthority(state) : state.Proxy;
        var names = Names(state);
        return new(state.Cluster.Name)
        {
            TrustDomain = names.Domain,
            TrustDomainAlias = names.Alias,
            AcceptedDomain = names.Accepted,
            Source = state.Source,
            MadeBy = state.MadeBy,
            Authority = state.Authority?.Certificate,
            Root = state.Authority?.Root ?? [],
            ServedRoot = state.Served
                .Select(root => new MeshRootCertificate(root.Subject, root.Fingerprint, root.Expires)).ToValueList(),
            IstiodUsesIt = state.Authority is null || state.Served.Count == 0 || state.Unread.Count > 0 ? null : signs <= state.Now,
            Proxy = state.Proxy?.Count,
            ProxyBehind = state.Authority is null ? [] : (behind ?? []).Select(proxy => proxy.Name).ToValueList(),
            Note = [.. Ends(state, now), .. Unsound(state), .. state.Unread, .. Unknown(state)],
        };
    }

    /// <summary>As the mesh configuration says now, else as it was read before; what is only Istio's default is not known of it.</summary>
    private static TrustNames Names(AuthorityState state) => state.Names
        ?? (state.Cluster.Facts is { } facts ? new(state.Cluster.TrustDomain, facts.TrustDomainAlias, facts.TrustedDomain)
            : new(state.Cluster.TrustDomain == MeshCluster.UsualDomain ? "" : state.Cluster.TrustDomain, [], []));

    /// <summary>
    /// An authority must be renewed before its last workloads' certificates are: said twice their lifetime before it ends. Where these are
    /// not cut to its end, they all fail at once.
    /// </summary>
    private static IEnumerable<string> Ends(AuthorityState state, DateTimeOffset now)
    {
        if (state.Authority is not { } own) yield break;
        var lifetime = state.Proxy is { Count: > 0 } proxies ? proxies.Max(proxy => proxy.Lifetime) : WorkloadLifetime.Usual;
        MeshCertificate[] all = [own.Certificate, .. own.Chain, .. own.Root.Where(root => own.Root.Count == 1)];
        foreach (var certificate in all.DistinctBy(one => one.Fingerprint, StringComparer.Ordinal)
            .Where(one => AuthorityLife.IsNear(one, lifetime, now)))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"'{certificate}' {Verb(AuthorityLife.IsOver(certificate, now))} on "
                + $"{certificate.Expires:u}; certificates of workloads last {lifetime.TotalHours:0.#} hours: "
                + $"Publish-MeshIdentity -Rotate.");
        }

        if (AuthorityLife.IsOutlived(own.Certificate, lifetime, state.Cluster.IstioVersion, now))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Error: Istio {state.Cluster.IstioVersion} gives out "
                + $"certificates that outlive their authority, and all of them fail when it ends, on {own.Certificate.Expires:u}.");
        }
    }

    private static IEnumerable<string> Unsound(AuthorityState state) => state.Unsound.Length == 0 ? [] : [state.Unsound];

    private static string Verb(bool isOver) => isOver ? "has ended" : "ends";

    private static IEnumerable<string> Unknown(AuthorityState state)
    {
        if (state.Names is null && state.Cluster.Facts is null)
        {
            yield return "Aliases and accepted domains are not known, nor the trust domain where none is shown: there is no mesh "
                + "configuration that could be read.";
        }

        if (state is { ServedRevocations: null, Served.Count: > 0 })
        {
            yield return "Whether istiod hands out lists of revoked certificates is not known: its ConfigMap "
                + $"{ControlPlaneNames.Revocations} may not be read.";
        }
        else if (AuthorityUse.StillRevokes(state))
        {
            yield return "istiod still hands out lists of revoked certificates that its Secret has no more; restart it.";
        }

        if (state.Source == IdentitySource.External)
            yield return $"Certificates come from {state.MadeBy}; roots of proxies cannot be read here.";
    }
}
