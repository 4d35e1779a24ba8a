using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Identities;

/// <summary>
/// Whether what was written has been taken up. It goes by the clock of each cluster's server alone, never by ours or by those of nodes:
/// what was started after a change has it, and a proxy that has not been restarted has it when its certificate must have been renewed since
/// (istio security/pkg/nodeagent/cache/secretcache.go).
/// </summary>
public static class AuthorityUse
{
    /// <summary>How long the kubelet may take to bring a changed Secret into a pod that runs, and istiod to read it.</summary>
    public static readonly TimeSpan Projection = TimeSpan.FromMinutes(3);

    /// <summary>
    /// How long after a change of istiod's pods one of the old may still have answered a proxy: it goes when the new one is ready.
    /// </summary>
    public static readonly TimeSpan Exchange = TimeSpan.FromMinutes(2);

    /// <summary>Since when istiod signs with what its Secret holds.</summary>
    /// <param name="state">The cluster.</param>
    /// <param name="isSure">
    /// Whether only a start behind the write counts. That a running istiod follows its Secret nothing shows: it may be told not to
    /// (AUTO_RELOAD_PLUGIN_CERTS), its watch ends with the first error, and a kubelet may lag (istio pilot/pkg/bootstrap/istio_ca.go).
    /// </param>
    /// <returns>The moment, which may lie ahead; null when it does not, or that cannot be told.</returns>
    public static DateTimeOffset? SignsSince(AuthorityState state, bool isSure = false)
    {
        if (state.Authority is not { } authority || !Same(authority.Root, state.Served)) return null;
        if (state.Source == IdentitySource.SelfSigned) return DateTimeOffset.MinValue;
        if (state.Written is not var (made, last) || state.IstiodStarted is not { Count: > 0 } started) return null;
        if (state.IsIstiodRolling || started.Any(one => one is null)) return null;
        var served = state.ServedSince ?? last;
        if (started.All(one => one > last)) return Later(started.Max()!.Value + Exchange, served);
        if (isSure) return null;

        // A running istiod watches the Secret that it was started with, and follows while the roots stay as they are.
        var watches = started.All(one => one > made) && Reloads(state);
        return watches ? Later(last + Projection, served) : null;
    }

    /// <summary>The proxies that may not have a certificate of the authority.</summary>
    /// <param name="state">The cluster.</param>
    /// <param name="isSure">Whether it counts only where istiod was started behind the write.</param>
    /// <returns>The proxies; null when it cannot be told, or istiod does not sign with it yet.</returns>
    public static IReadOnlyList<ProxyState>? WithoutAuthority(AuthorityState state, bool isSure = false) =>
        Behind(state, SignsSince(state, isSure));

    /// <summary>The proxies that may not trust the roots which istiod serves.</summary>
    /// <param name="state">The cluster.</param>
    /// <returns>The proxies; null when it cannot be told.</returns>
    public static IReadOnlyList<ProxyState>? WithoutRoots(AuthorityState state) =>
        Behind(
            state,
            state.Served.Count == 0 || state.IsIstiodRolling || !IsServedByAll(state) ? null : state.ServedSince + Exchange);

    /// <summary>
    /// Whether every pod of istiod has the roots of the Secret. Each hands out what it was started with, and what workloads get one of them
    /// alone writes (istio pilot/pkg/serviceregistry/kube/controller/namespacecontroller.go).
    /// </summary>
    /// <param name="state">The cluster.</param>
    /// <returns>True when it is known.</returns>
    public static bool IsServedByAll(AuthorityState state) =>
        state.Source == IdentitySource.SelfSigned || state.HasProvenRoots
        || (state.Written is var (_, last) && state.IstiodStarted.All(one => one > last));

    /// <summary>Whether every proxy has a certificate of the authority.</summary>
    /// <param name="state">The cluster.</param>
    /// <param name="isSure">Whether it counts only where istiod was started behind the write.</param>
    /// <returns>True when it is known.</returns>
    public static bool HasAuthority(AuthorityState state, bool isSure = false) =>
        IsProven(state) || WithoutAuthority(state, isSure) is [];

    /// <summary>
    /// Whether a running istiod takes over what its Secret holds below the same roots, as far as its version and variables tell.
    /// </summary>
    internal static bool Reloads(AuthorityState state) => IstioBehavior.ReloadsAuthority(state.Cluster.IstioVersion, state.Reloads);

    /// <summary>Whether istiod hands out lists of revoked certificates that its Secret has no more.</summary>
    /// <param name="state">The cluster.</param>
    /// <returns>True when it is known to; false too where that could not be read.</returns>
    public static bool StillRevokes(AuthorityState state) =>
        state.ServedRevocations is { Length: > 0 } && AuthoritySecret.RevocationText(state.Secret).Length == 0;

    /// <summary>
    /// Whether a proxy may still have other lists of revoked certificates than istiod hands out: kubelets bring the ConfigMap into pods
    /// that run by and by.
    /// </summary>
    internal static bool MayStillRevoke(AuthorityState state) =>
        state is { ServedRevocations: not null, RevocationsSince: { } since, Now: { } now } && since + Projection > now;

    /// <summary>Whether the Secret remembers that every proxy was seen to have a certificate of its authority.</summary>
    internal static bool IsProven(AuthorityState state) =>
        state.Authority is { } own && own.Certificate.Fingerprint == state.ProvenAuthority;

    /// <summary>The root above the authority of a cluster, whether or not it has ended meanwhile.</summary>
    internal static MeshCertificate? RootAbove(AuthorityState state)
    {
        if (state.Authority is not { } own) return null;

        // A root that was renewed may start after what it signed, and one that has ended still did.
        DateTimeOffset[] moments = state.Now is { } now ? [now, own.Certificate.Starts] : [own.Certificate.Starts];
        return moments.Select(moment => CertificateChain.Follow(own.Certificate, own.Chain, own.Root, moment))
            .Where(found => found.Fault is null && found.Way.Count > 0).Select(found => found.Way[^1]).FirstOrDefault();
    }

    /// <summary>
    /// Whether an authority, or what stands above it, has ended: istiod does not start with it (istio
    /// security/pkg/pki/util/keycertbundle.go Verify).
    /// </summary>
    /// <param name="state">The cluster.</param>
    /// <returns>True when it is known to.</returns>
    public static bool HasEnded(AuthorityState state) => state is { Authority: { } own, Now: { } now }
        && CertificateChain.Follow(own.Certificate, own.Chain, own.Root, now).Fault is not null;

    /// <summary>Whether two lists name the same certificates, in whatever order.</summary>
    internal static bool Same(IEnumerable<MeshCertificate> one, IEnumerable<MeshCertificate> other) =>
        Fingerprints(one).SetEquals(Fingerprints(other));

    internal static HashSet<string> Fingerprints(IEnumerable<MeshCertificate> certificates) =>
        certificates.Select(certificate => certificate.Fingerprint).ToHashSet(StringComparer.Ordinal);

    private static IReadOnlyList<ProxyState>? Behind(AuthorityState state, DateTimeOffset? since)
    {
        if (since is not { } moment || state.Now is not { } now || moment > now || state.Proxy is not { } proxies) return null;
        return [.. proxies.Where(proxy => !(proxy.Started > moment) && moment > now - proxy.Lifetime)];
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
