using MeshFederation.Analysis.Rules.Ambient;
using MeshFederation.Analysis.Rules.Identity;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;
using static MeshFederation.Analysis.Identity.TrustRemarks;

namespace MeshFederation.Analysis.Identity;

/// <summary>
/// Whether the proxies of two clusters would take each other's certificates: the root by which each checks the other, and the trust domain
/// that the called side asks for (istio pilot/pkg/networking/plugin/authn/util.go TrustDomainsForValidation). Names of services in
/// ServiceEntries are not looked at here. Roots and trust domains that were read of clusters count more than those that are known of them.
/// </summary>
public static class ClusterTrust
{
    private const string ReadIt = "Read the cluster: Get-MeshCluster CONTEXT.";

    /// <summary>Every pair of clusters, both ways.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="now">The time.</param>
    /// <param name="authorities">What was read of their authorities; null when ends of authorities do not count.</param>
    /// <returns>What is known of each, in the order of the clusters.</returns>
    public static IReadOnlyList<MeshTrust> All(
        IReadOnlyList<MeshCluster> clusters, DateTimeOffset now, IReadOnlyList<AuthorityState>? authorities = null) =>
    [
        .. clusters.SelectMany(client => clusters.Where(server => server.Name != client.Name)
            .Select(server => Of(client, server, now, authorities))),
    ];

    /// <summary>Calls from one cluster to another.</summary>
    /// <param name="client">The cluster of the callers.</param>
    /// <param name="server">The cluster that is called.</param>
    /// <param name="now">The time.</param>
    /// <param name="authorities">What was read of their authorities; null when ends of authorities do not count.</param>
    /// <returns>What is known of them.</returns>
    public static MeshTrust Of(
        MeshCluster client, MeshCluster server, DateTimeOffset now, IReadOnlyList<AuthorityState>? authorities = null)
    {
        var read = (authorities ?? []).Where(state => state.Cluster.Name == client.Name || state.Cluster.Name == server.Name).ToList();
        var isKnown = server.IsMeshConfigRead;
        (client, server) = (NamedNow(client, read), NamedNow(server, read));
        var ends = read.SelectMany(state => Authority(client, server, state, state.Now ?? now));
        MeshTrust[] parts =
        [
            Roots(client, server, read, now),
            .. ChainTrust.Lists(client, server, read),
            .. Tunnels(client, server),
            Domain(client, server, isKnown, read.Exists(state => state.IsOfSpire && state.Cluster.Name == server.Name)),
            .. read.Where(state => state.IsOfSpire).SelectMany(state => Bundles(client, server, state.Cluster)),
            .. ends,
        ];
        return TrustRemarks.Joined(parts)
            ?? new(client.Name, server.Name, TrustResult.Works, "Both trust one root, and the server takes the trust domain.");
    }

    private static MeshTrust Roots(MeshCluster client, MeshCluster server, List<AuthorityState> read, DateTimeOffset now)
    {
        var (mine, theirs) = (TrustedRoots.Of(client, read), TrustedRoots.Of(server, read));
        if (mine.Count == 0 || theirs.Count == 0)
            return Unknown(client, server, $"The roots of {(mine.Count == 0 ? client : server).Name} are not known", ReadIt);

        foreach (var (cluster, roots) in new[] { (client, mine), (server, theirs) })
        {
            var known = read.Find(state => state.Cluster.Name == cluster.Name);
            if (roots.Any(root => root.Expires > (known?.Now ?? now))) continue;
            return Fails(
                client,
                server,
                $"Every root of {cluster.Name} is over{ByWhichClock(known)}: certificate has expired (CERTIFICATE_VERIFY_FAILED)",
                "Make a new root, and give every cluster an intermediate certificate below it.");
        }

        var (own, other) = (TrustedRoots.Fingerprints(mine), TrustedRoots.Fingerprints(theirs));
        if (!own.Overlaps(other))
        {
            return Fails(
                client, server, $"No root of {server.Name} is one of {client.Name}: CERTIFICATE_VERIFY_FAILED", RootsDiffer.Exchange);
        }

        return own.SetEquals(other) ? Works(client, server) : ChainTrust.WhileRootsDiffer(client, server, read);
    }

    /// <summary>What a machine's own clock says is said to be of it, where the server that was read said no time.</summary>
    private static string ByWhichClock(AuthorityState? state) =>
        state is { Now: null } ? ", by the clock of this machine, since its server said no time" : "";

    private static IEnumerable<MeshTrust> Authority(
        MeshCluster client, MeshCluster server, AuthorityState state, DateTimeOffset now)
    {
        if (state.Authority is not { } own)
        {
            yield return Unknown(
                client,
                server,
                $"When the authority of {state.Cluster.Name} ends is not known",
                "What is known of it, and why not more, tells Get-MeshIdentity.");
            yield break;
        }

        var facts = (state.Cluster.Facts ?? new()) with { Authority = [own.Certificate, .. own.Chain] };
        var lifetime = state.Proxy is { Count: > 0 } proxies ? proxies.Max(proxy => proxy.Lifetime) : WorkloadLifetime.Usual;
        foreach (var (rule, why) in Authorities.Judge(state.Cluster with { Facts = facts }, lifetime, now))
        {
            yield return rule is AuthorityEnded
                ? Fails(
                    client,
                    server,
                    $"{why}{ByWhichClock(state)}: certificate has expired (CERTIFICATE_VERIFY_FAILED)",
                    rule.Recommendation)
                : Works(client, server) with { Reason = why + ByWhichClock(state) + ".", Recommendation = rule.Recommendation };
        }
    }

    /// <summary>
    /// What a mesh configuration accepts, ztunnels do not look at (ztunnel src/tls/workload.rs TrustDomainVerifier).
    /// </summary>
    private static IEnumerable<MeshTrust> Tunnels(MeshCluster client, MeshCluster server)
    {
        if (client.TrustDomain == server.TrustDomain) yield break;
        var next = new TrustDomainsDiffer().Recommendation;
        if (client.IsAmbient() || server.IsAmbient())
        {
            yield return new(client.Name, server.Name, TrustResult.Fails, TrustDomainsDiffer.Why(client, server)) { Recommendation = next };
            yield break;
        }

        if (Array.Find([client, server], cluster => cluster.Facts is { AmbientNamespace.Count: > 0 }) is not { } mixed) yield break;
        yield return Works(client, server) with
        {
            Reason = $"Sidecars take it; the ambient namespaces of {mixed.Name} ({string.Join(", ", mixed.Facts!.AmbientNamespace)}) take "
                + "no other trust domain than their own.",
            Recommendation = next,
        };
    }

    /// <summary>Of what is accepted otherwise, proxies of SPIRE ask for no roots (istio/istio #57399).</summary>
    private static IEnumerable<MeshTrust> Bundles(MeshCluster client, MeshCluster server, MeshCluster holder)
    {
        var other = holder.Name == client.Name ? server : client;
        var own = holder.Name == client.Name ? client : server;
        if (TrustDomains.Own(own).Contains(other.TrustDomain, StringComparer.Ordinal)) yield break;
        yield return Unknown(
            client,
            server,
            $"Proxies of {own.Name} get certificates from SPIRE, and ask it for roots of the mesh's own trust domain and its aliases "
            + $"alone, so whether they have those of {other.TrustDomain} is not known",
            $"Make it an alias, and let SPIRE federate with it; policies for principals of {own.Name} let in those of {other.TrustDomain} "
            + "then, too.") with
        {
            ConfigurationOf = own.Name,
            Configuration = Aliases(other),
        };
    }

    /// <summary>A cluster by the trust domains that its mesh configuration says now, where these were read.</summary>
    private static MeshCluster NamedNow(MeshCluster cluster, List<AuthorityState> read) =>
        read.Find(state => state.Cluster.Name == cluster.Name)?.Names is { } names
            ? cluster with
            {
                TrustDomain = names.Domain,
                Facts = (cluster.Facts ?? new()) with { TrustDomainAlias = names.Alias, TrustedDomain = names.Accepted },
            }
            : cluster;

    /// <summary>Where nothing else is known of the server, neither is whether istiod is told to look at no trust domain.</summary>
    private static MeshTrust Domain(MeshCluster client, MeshCluster server, bool isKnown, bool ofSpire) =>
        TrustDomains.Judge(server, client.TrustDomain) switch
        {
            TrustDomainAcceptance.Refused when !isKnown =>
                Unknown(
                    client,
                    server,
                    $"The mesh configuration of {server.Name} does not name the trust domain {client.TrustDomain}, and whether its istiod "
                    + "looks at it is not known",
                    ReadIt) with
                {
                    ConfigurationOf = server.Name,
                    Configuration = ofSpire ? Aliases(client) : Configuration(client, server),
                },
            TrustDomainAcceptance.Unknown =>
                Unknown(client, server, $"Whether {server.Name} takes the trust domain {client.TrustDomain} is not known", ReadIt),
            TrustDomainAcceptance.Refused =>
                Fails(
                    client,
                    server,
                    $"{server.Name} refuses the trust domain {client.TrustDomain}: SSLV3_ALERT_CERTIFICATE_UNKNOWN",
                    $"Tell the mesh configuration of {server.Name} of it.") with
                {
                    ConfigurationOf = server.Name,
                    Configuration = ofSpire ? Aliases(client) : Configuration(client, server),
                },
            TrustDomainAcceptance.Alias when ofSpire => Works(client, server),
            TrustDomainAcceptance.Alias => Works(client, server) with
            {
                Reason = $"{client.TrustDomain} is an alias of {server.Name}, so policies that name principals of {server.TrustDomain} "
                    + $"let in those of {client.TrustDomain} too",
                Recommendation = "Name it in caCertificates[].trustDomains instead, which gives no rights.",
                ConfigurationOf = server.Name,
                Configuration = Configuration(client, server),
            },
            TrustDomainAcceptance.Unchecked => Works(client, server) with
            {
                Reason = $"{server.Name} looks at no trust domain (PILOT_SKIP_VALIDATE_TRUST_DOMAIN)",
                Recommendation = "Name the trust domains of the other clusters in caCertificates[].trustDomains, and let istiod look.",
                ConfigurationOf = server.Name,
                Configuration = Configuration(client, server),
            },
            _ => Works(client, server),
        };

    private static string Configuration(MeshCluster client, MeshCluster server) => IstioBehavior.ListsTrustDomains(server.IstioVersion)
        ? $"meshConfig:\n  caCertificates:\n  - trustDomains: [{client.TrustDomain}]\n"
        : Aliases(client);

    private static string Aliases(MeshCluster other) => $"meshConfig:\n  trustDomainAliases: [{other.TrustDomain}]\n";
}
