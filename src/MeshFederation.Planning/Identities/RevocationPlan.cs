using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;

namespace MeshFederation.Planning.Identities;

/// <summary>
/// The lists by which clusters refuse the authorities of one that is expelled. A proxy that has lists refuses every chain with an
/// authority that has none (OpenSSL's X509_V_FLAG_CRL_CHECK_ALL, which Envoy sets), so there is one for each authority of each chain that
/// goes on, and either all of them or nothing.
/// </summary>
/// <param name="Write">What is written.</param>
/// <param name="Gap">Which clusters go on to trust what is to be revoked, and why.</param>
public sealed record RevocationPlan(ValueList<RevocationWrite> Write, ValueList<RevocationGap> Gap)
{
    /// <summary>Makes the plan.</summary>
    /// <param name="states">All clusters that go on to trust each other.</param>
    /// <param name="revoked">The certificates of the authorities that are revoked.</param>
    /// <param name="signers">The root, and authorities between it and clusters, with their keys.</param>
    /// <param name="now">The time.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="MeshException">One of the clusters has such an authority itself, or lists that cannot be read.</exception>
    public static RevocationPlan Of(
        IReadOnlyCollection<AuthorityState> states,
        IReadOnlyCollection<MeshIntermediateCertificate> revoked,
        IReadOnlyCollection<MeshCertificateAuthority> signers,
        DateTimeOffset now)
    {
        var concerned = states.Where(state => Trusts(state, revoked)).ToList();
        foreach (var state in concerned) RequireOther(state, revoked);
        var gaps = concerned.Select(state => RevocationLimits.ForAll(state)).OfType<RevocationGap>().ToList();
        if (gaps.Count > 0) return new([], gaps.ToValueList());
        var keys = signers.Where(one => one.HasKey).Select(one => (one.Certificate, Key: one.Key!))
            .Concat(concerned.Select(state => (state.Authority!.Certificate, Key: state.Authority.Key!)))
            .DistinctBy(one => one.Certificate.Fingerprint, StringComparer.Ordinal)
            .OrderBy(one => one.Certificate.Fingerprint, StringComparer.Ordinal).ToList();
        var chains = concerned.SelectMany(state => Chain(state, now), (state, authority) => (state, authority)).ToList();
        gaps.AddRange(chains.Where(one => keys.All(key => key.Certificate.Fingerprint != one.authority.Fingerprint))
            .DistinctBy(one => one.authority.Fingerprint, StringComparer.Ordinal).Select(one => Unsigned(one.state, one.authority)));
        gaps.AddRange(chains.Where(one => !RevocationList.MayBeSignedBy(one.authority)).Select(one => Unable(one.state, one.authority)));
        if (gaps.Count > 0) return new([], gaps.ToValueList());

        var before = concerned.SelectMany(Lists).ToList();
        var wanted = keys.Where(key => RevocationList.MayBeSignedBy(key.Certificate))
            .Select(key => (key.Certificate, key.Key, Revoked: By(key.Certificate, revoked, before, now))).ToList();
        var text = string.Concat(wanted.Select(one => RevocationList.Of(one.Certificate, one.Key, one.Revoked, now)));
        var detail = $"lists of revoked certificates: {string.Join(", ", revoked.Select(one => $"'{one.Certificate}'"))} is refused";
        var listed = wanted.Select(one => one.Certificate).ToList();
        gaps.AddRange(concerned.Select(state => RevocationLimits.Of(state, listed) ?? RevocationLimits.OfProxies(state))
            .OfType<RevocationGap>());
        return new(
            concerned.Where(state => RevocationLimits.Of(state, listed) is null && !Has(state, wanted, now))
                .Select(state => new RevocationWrite(state, text, detail)).ToValueList(),
            gaps.ToValueList());

        bool Has(
            AuthorityState state,
            IEnumerable<(MeshCertificate Certificate, PrivateKey Key, ValueList<RevokedCertificate> Revoked)> all,
            DateTimeOffset at)
        {
            var lists = Lists(state);
            return all.All(one => lists.Any(list => PeerChain.IsOf(list, one.Certificate) && list.Until > at
                && one.Revoked.All(serial => list.Revoked.Any(known => known.Serial == serial.Serial))));
        }
    }

    /// <summary>One of which nothing is known is concerned, too: its chains may be below that root.</summary>
    private static bool Trusts(AuthorityState state, IEnumerable<MeshIntermediateCertificate> revoked)
    {
        var roots = AuthorityUse.Fingerprints(state.Served.Concat(state.Authority?.Root ?? []));
        return roots.Count == 0 || revoked.Any(one => one.Root.Any(root => roots.Contains(root.Fingerprint)));
    }

    private static ValueList<MeshCertificate> Chain(AuthorityState state, DateTimeOffset now) =>
        CertificateChain.Follow(state.Authority!.Certificate, state.Authority.Chain, state.Authority.Root, now).Way;

    private static IReadOnlyList<ReadRevocations> Lists(AuthorityState state) =>
        ReadRevocations.Of(AuthoritySecret.RevocationText(state.Secret), $"the cluster '{state.Cluster.Name}'");

    /// <summary>What an authority revokes: what it did already, and what of the certificates it signed.</summary>
    private static ValueList<RevokedCertificate> By(
        MeshCertificate authority,
        IEnumerable<MeshIntermediateCertificate> revoked,
        IEnumerable<ReadRevocations> before,
        DateTimeOffset now)
    {
        return before.Where(list => PeerChain.IsOf(list, authority)).SelectMany(list => list.Revoked)
            .Concat(revoked.Where(one => SignedBy(one) == authority.Fingerprint)
                .Select(one => new RevokedCertificate(PeerChain.Serial(one.Certificate), now)))
            .DistinctBy(one => one.Serial, StringComparer.Ordinal).OrderBy(one => one.Serial, StringComparer.Ordinal).ToValueList();

        string? SignedBy(MeshIntermediateCertificate one) => CertificateChain
            .Follow(one.Certificate, one.Chain, one.Root, now < one.Certificate.Expires ? now : one.Certificate.Starts).Way
            .Skip(1).FirstOrDefault()?.Fingerprint;
    }

    private static RevocationGap Unsigned(AuthorityState state, MeshCertificate authority) => new(
        state.Cluster.Name,
        $"The key of '{authority}', which signs for {state.Cluster.Name}, is not here, so it signs no list, and with lists of others alone "
        + $"{state.Cluster.Name} would be refused.",
        $"Give it as -Authority: New-MeshCertificateAuthority -CertificatePath ROOT -KeyPath KEY. Or: {RevocationLimits.AnotherRoot}");

    private static RevocationGap Unable(AuthorityState state, MeshCertificate authority) => new(
        state.Cluster.Name,
        $"The key of '{authority}', which signs for {state.Cluster.Name}, may sign no lists (cRLSign).",
        RevocationLimits.AnotherRoot);

    private static void RequireOther(AuthorityState state, IEnumerable<MeshIntermediateCertificate> revoked)
    {
        var chain = (state.Authority is null ? [] : state.Authority.Chain.Prepend(state.Authority.Certificate)).Concat(state.Served);
        if (revoked.FirstOrDefault(one => chain.Any(own => own.Fingerprint == one.Certificate.Fingerprint)) is not { } same) return;
        throw new MeshException(
            MeshErrorId.IdentityMismatch,
            MeshErrorKind.InvalidArgument,
            $"'{same.Certificate}', which is to be revoked, signs for the cluster '{state.Cluster.Name}' too.",
            $"Give the certificate of the cluster that is expelled. Where both have the same: {RevocationLimits.AnotherRoot}",
            same);
    }
}
