using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Commands.Identity;

/// <summary>What is given to expel clusters, and what is said of it.</summary>
internal static class ExpulsionInput
{
    private const string AllButThese =
        "Exchange the root, with certificates for all clusters but these: Publish-MeshIdentity -Rotate Root.";

    /// <summary>Requires that it can be meant.</summary>
    /// <exception cref="MeshException">Something is missing, or does not fit.</exception>
    public static void Require(
        IReadOnlyList<MeshCluster> lost,
        IReadOnlyList<MeshCluster> left,
        IEnumerable<MeshService> services,
        IReadOnlyCollection<MeshIntermediateCertificate> certificates,
        IReadOnlyCollection<MeshCertificateAuthority> authorities)
    {
        if (lost.Count == 0 || left.Count == 0)
            throw Missing($"{(lost.Count == 0 ? "No cluster is named that is expelled" : "No cluster is named that goes on")}.");
        if (lost.FirstOrDefault(cluster => left.Any(one => one.Name == cluster.Name)) is { } both)
            throw Invalid($"The cluster '{both}' is to be expelled, and to go on.", "Name it once.", both);
        var known = lost.Concat(left).Select(cluster => cluster.Name).ToHashSet(StringComparer.Ordinal);
        var all = services.SelectMany(service => service.Cluster.Concat(service.ClientCluster));
        if (all.FirstOrDefault(cluster => !known.Contains(cluster.Name)) is { } other)
            throw Missing($"The cluster '{other}' is of the federation, and neither expelled nor named as one that goes on.");
        if (certificates.FirstOrDefault(one => lost.All(cluster => cluster.Name != one.Cluster)) is { } strange)
        {
            throw Invalid(
                $"'{strange.Certificate}' is to be revoked, and is of the cluster '{strange.Cluster}', which is not expelled.",
                "Give the certificates of the clusters that are expelled: Import-MeshCertificate CLUSTER CHAIN -RootPath ROOT.",
                strange);
        }

        if (certificates.Count == 0 != (authorities.Count == 0))
        {
            throw Invalid(
                certificates.Count == 0 ? "Nothing says what the authorities are to revoke." : "Nothing says who signs what is revoked.",
                "Give both: what is revoked as -Certificate, and the root with its key as -Authority.",
                null);
        }

        if (authorities.FirstOrDefault(one => !one.HasKey) is not { } keyless) return;
        throw new MeshException(
            MeshErrorId.CertificateKeyMissing,
            MeshErrorKind.InvalidArgument,
            $"The authority '{keyless}' has no key here, so it signs no list of revoked certificates.",
            "Give its key: New-MeshCertificateAuthority -CertificatePath ROOT -KeyPath KEY. Where the key cannot be had: " + AllButThese,
            keyless);
    }

    /// <summary>The trust domains of those that are expelled; as the services say them where they do.</summary>
    public static IReadOnlyCollection<string> Domains(IEnumerable<MeshCluster> lost, IReadOnlyCollection<MeshService> services) =>
    [
        .. lost.SelectMany(cluster => services.SelectMany(service => service.Cluster.Concat(service.ClientCluster))
            .Where(one => one.Name == cluster.Name).DefaultIfEmpty(cluster))
            .Select(cluster => cluster.TrustDomain).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Says that the authorities go on to be trusted, and the way out.</summary>
    public static string StillTrusted(IEnumerable<MeshCluster> lost, RevocationGap? gap = null) =>
        $"The authority of {string.Join(", ", lost.Select(cluster => cluster.Name))} goes on to be trusted below the root"
        + (gap is null
            ? ", and can give out the identity of any workload. Revoke it: -Certificate and -Authority. Or: " + AllButThese
            : $" in {gap.Cluster}. {gap.Recommendation}");

    /// <summary>Says that nothing was given by which routes would go, and how to give it.</summary>
    public static string RoutesStay(IEnumerable<MeshCluster> lost) =>
        $"No service of a federation is given, so routes to {string.Join(", ", lost.Select(cluster => cluster.Name))} stay, where there "
        + "are any. Give the services: Import-MeshFederation FILE | Remove-MeshClusterTrust EXPELLED -From OTHERS.";

    private static MeshException Missing(string what) => new(
        MeshErrorId.ClusterMissing,
        MeshErrorKind.InvalidArgument,
        what,
        "Name all: Remove-MeshClusterTrust EXPELLED -From OTHERS.");

    private static MeshException Invalid(string what, string next, object? target) =>
        new(MeshErrorId.InputInvalid, MeshErrorKind.InvalidArgument, what, next, target);
}
