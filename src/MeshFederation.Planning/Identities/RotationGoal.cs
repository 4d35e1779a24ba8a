using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Identities;

/// <summary>What the authorities of clusters are to become.</summary>
public sealed record RotationGoal
{
    private RotationGoal(
        IReadOnlyDictionary<string, MeshIntermediateCertificate> authorities, ValueList<MeshCertificate> root, bool changesRoot) =>
            (Authority, Root, ChangesRoot) = (authorities, root, changesRoot);

    /// <summary>The new authority of each cluster, by its name.</summary>
    public IReadOnlyDictionary<string, MeshIntermediateCertificate> Authority { get; }

    /// <summary>The roots above them.</summary>
    public ValueList<MeshCertificate> Root { get; }

    /// <summary>Whether the roots change too, and not the certificates below them alone.</summary>
    public bool ChangesRoot { get; }

    /// <summary>Makes a goal of the certificates of all clusters.</summary>
    /// <param name="authorities">The certificates, with their keys.</param>
    /// <param name="changesRoot">Whether the roots change too.</param>
    /// <returns>The goal.</returns>
    /// <exception cref="MeshException">A cluster has two, one has no key, or they are not below the same roots.</exception>
    public static RotationGoal Of(IReadOnlyCollection<MeshIntermediateCertificate> authorities, bool changesRoot)
    {
        var twice = authorities.GroupBy(one => one.Cluster, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any());
        if (twice is not null) throw Mismatch($"The cluster '{twice.Key}' is given two certificates.", "Give each cluster one.");
        if (authorities.FirstOrDefault(one => !one.HasKey) is { } keyless) throw Keyless(keyless);
        var first = authorities.First();
        if (authorities.FirstOrDefault(one => !AuthorityUse.Same(one.Root, first.Root)) is { } other)
        {
            throw Mismatch(
                $"The certificates of '{first.Cluster}' and '{other.Cluster}' are not below the same root.",
                "Make them below one: New-MeshIntermediateCertificate -Authority ROOT -Cluster CLUSTER, CLUSTER.");
        }

        return new(authorities.ToDictionary(one => one.Cluster, StringComparer.Ordinal), first.Root, changesRoot);
    }

    /// <summary>Whether a cluster trusts the roots already.</summary>
    /// <param name="state">The cluster.</param>
    /// <returns>True when it does.</returns>
    public bool IsBelow(AuthorityState state) =>
        Root.All(root => state.Authority?.Root.Any(own => own.Fingerprint == root.Fingerprint) is true);

    /// <summary>Whether a cluster's Secret holds the very authority that is given, and not another one below the same root.</summary>
    /// <param name="state">The cluster.</param>
    /// <returns>True when it does.</returns>
    public bool IsGiven(AuthorityState state) =>
        state.Authority?.Certificate.Fingerprint == Authority[state.Cluster.Name].Certificate.Fingerprint;

    /// <summary>Whether the roots are exchanged already, so that nothing is left of a change of roots.</summary>
    /// <param name="states">The clusters.</param>
    /// <param name="next">What would be done next.</param>
    /// <returns>True when no cluster has another root, and proxies are not waited for that may.</returns>
    public bool HasOnlyItsRoot(IReadOnlyList<AuthorityState> states, RotationStep next) => ChangesRoot
        && next is { Write.Count: 0 } and not { Step: IdentityStep.TrustNew, Wait.Count: > 0 }
        && states.All(state => AuthorityUse.Same(state.Authority?.Root ?? [], Root) && AuthorityUse.Same(state.Served, Root));

    /// <summary>Whether a cluster's Secret holds what is wanted: below the new root any authority, else the very one.</summary>
    internal bool IsReached(AuthorityState state)
    {
        if (state.Authority is not { } own) return false;
        if (IsGiven(state)) return true;
        if (!ChangesRoot || state.Source != IdentitySource.Cacerts || state.Now is not { } now) return false;
        return CertificateChain.Follow(own.Certificate, own.Chain, Root, now).Fault is null;
    }

    private static MeshException Mismatch(string what, string next) =>
        new(MeshErrorId.IdentityMismatch, MeshErrorKind.InvalidArgument, what, next);

    private static MeshException Keyless(MeshIntermediateCertificate certificate) => new(
        MeshErrorId.CertificateKeyMissing,
        MeshErrorKind.InvalidArgument,
        $"The certificate of the cluster '{certificate.Cluster}' has no key here, and istiod needs it.",
        "Read it with its key: Import-MeshCertificate CLUSTER CHAIN -RootPath ROOT -KeyPath KEY.",
        certificate);
}
