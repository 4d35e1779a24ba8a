using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;

namespace MeshFederation.Planning.Identities;

/// <summary>What keeps clusters from refusing certificates by lists.</summary>
internal static class RevocationLimits
{
    /// <summary>The way out that is always there.</summary>
    public const string AnotherRoot =
        "Exchange the root, with certificates for all clusters but those that are expelled: Publish-MeshIdentity -Rotate Root.";

    /// <summary>
    /// Why no cluster may get lists, as far as this one goes: its chains would have an authority without one, and be refused by all that
    /// have them; null where nothing is in the way.
    /// </summary>
    public static RevocationGap? ForAll(AuthorityState state)
    {
        var name = state.Cluster.Name;
        if (state.Source == IdentitySource.External) return new(name, $"Certificates of {name} come from {state.MadeBy}.", AnotherRoot);
        if (state.Authority is null || state.Unread.Count > 0)
        {
            var why = string.Join(' ', state.Unread.Prepend(state.Unsound).Where(text => text.Length > 0));
            return new(name, $"With what {name} signs is not known: {why}", $"Get-MeshIdentity {name}");
        }

        if (AuthorityUse.HasAuthority(state, isSure: true)) return null;

        // A running istiod may have stopped to look at its Secret, and with lists its proxies would be refused everywhere.
        var isLikely = AuthorityUse.HasAuthority(state);
        return new(
            name,
            $"Proxies of {name} may have certificates of an older authority, which would be refused with lists that do not know it"
            + (isLikely ? ": istiod was started before its Secret was written, and nothing shows whether it has read it." : "."),
            isLikely
                ? $"Restart istiod of {name}, then what has a proxy or wait until certificates were renewed; Get-MeshIdentity shows it."
                : "Wait until every proxy has the newest, as Get-MeshIdentity shows it, or finish the exchange: Publish-MeshIdentity "
                    + "-Rotate.");
    }

    /// <summary>Which workloads of a cluster that gets lists read none of them; null where all do.</summary>
    public static RevocationGap? OfProxies(AuthorityState state)
    {
        var without = (state.Proxy ?? []).Where(proxy => proxy.IgnoresRevocations)
            .Select(proxy => proxy.Owner is { } owner ? $"{owner} in {owner.Namespace}" : proxy.Name)
            .Distinct(StringComparer.Ordinal).ToList();
        var more = without.Count > 5 ? FormattableString.Invariant($" and {without.Count - 5} more") : "";
        return without.Count == 0 ? null : new(
            state.Cluster.Name,
            $"Proxies of {state.Cluster.Name} read no lists: {string.Join(", ", without.Take(5))}{more}.",
            "Restart what an Istio before 1.27 injected; let ztunnel read them (peerCaCrl.enabled of its chart, Istio 1.29 and newer); "
            + $"gateways read none. Or: {AnotherRoot}");
    }

    /// <summary>
    /// Why this cluster makes nothing of lists of these authorities; null where it does. With fewer than it wants, istiod ignores its
    /// Secret, and does not start any more.
    /// </summary>
    public static RevocationGap? Of(AuthorityState state, IReadOnlyCollection<MeshCertificate> listed)
    {
        if (Of(state) is { } gap) return gap;
        var unlisted = AuthoritySecret.Listed(state.Secret).FirstOrDefault(one => listed.All(authority => !MaySignFor(authority, one)));
        return unlisted is null ? null : new(
            state.Cluster.Name,
            $"The Secret cacerts of {state.Cluster.Name} has '{unlisted}' in its cert-chain.pem, of which there is no list: istiod would "
            + "ignore all lists, and start no more.",
            "Where nothing leads through it, take it out of cert-chain.pem; else give it with its key as -Authority: "
            + $"New-MeshCertificateAuthority -CertificatePath CERTIFICATE -KeyPath KEY. Or: {AnotherRoot}");
    }

    /// <summary>Whether a list of one authority does for another: of its name, by its key, as when a root was renewed.</summary>
    private static bool MaySignFor(MeshCertificate authority, MeshCertificate other)
    {
        if (authority.Fingerprint == other.Fingerprint) return true;
        using var one = CertificateReading.Open(authority);
        using var two = CertificateReading.Open(other);
        return one.SubjectName.RawData.AsSpan().SequenceEqual(two.SubjectName.RawData)
            && one.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(two.PublicKey.ExportSubjectPublicKeyInfo())
            && RevocationList.MayBeSignedBy(other);
    }

    /// <summary>Why this cluster makes nothing of a list; null where it does.</summary>
    public static RevocationGap? Of(AuthorityState state)
    {
        var name = state.Cluster.Name;
        if (state.Secret is null || state.Source == IdentitySource.SelfSigned)
            return new(name, $"istiod of {name} made its authority itself, and reads no lists.", AnotherRoot);
        if (AuthoritySecret.IsTls(state.Secret))
        {
            return new(
                name,
                $"The Secret cacerts of {name} is of the form of kubernetes.io/tls (tls.crt), for which istiod reads no lists.",
                AnotherRoot);
        }

        if (!IstioBehavior.HandsOutRevocations(state.Cluster.IstioVersion))
            return new(name, $"Istio {state.Cluster.IstioVersion} of {name} knows no lists; 1.27 and newer do.", AnotherRoot);
        return !state.KeepsRevocations ? null : new(
            name,
            $"istiod of {name} is told not to hand lists out (PILOT_ENABLE_CA_CRL is false).",
            $"Take that variable out, or: {AnotherRoot}");
    }
}
