using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;

namespace MeshFederation.Istio.Identity;

/// <summary>How near the end of an authority is, as seen from the certificates that it gives out.</summary>
internal static class AuthorityLife
{
    /// <summary>Whether a certificate has ended.</summary>
    public static bool IsOver(MeshCertificate certificate, DateTimeOffset now) => certificate.Expires <= now;

    /// <summary>
    /// Whether an authority must be exchanged: it ends before certificates that are given out by the time at which those of now are over.
    /// </summary>
    /// <param name="certificate">A certificate of the authority.</param>
    /// <param name="lifetime">How long certificates of workloads last.</param>
    /// <param name="now">The time.</param>
    public static bool IsNear(MeshCertificate certificate, TimeSpan lifetime, DateTimeOffset now) =>
        certificate.Expires - now <= lifetime * 2;

    /// <summary>
    /// Whether certificates that are given out now outlive their authority, so that all of them fail when it ends
    /// (<see cref="IstioBehavior.EndsLeavesWithAuthority"/>).
    /// </summary>
    /// <param name="certificate">The certificate with which istiod signs.</param>
    /// <param name="lifetime">How long certificates of workloads last.</param>
    /// <param name="version">The version of istiod.</param>
    /// <param name="now">The time.</param>
    public static bool IsOutlived(MeshCertificate certificate, TimeSpan lifetime, IstioVersion version, DateTimeOffset now) =>
        MayBeOutlived(certificate, lifetime, now) && !IstioBehavior.EndsLeavesWithAuthority(version);

    /// <summary>Whether they do in some versions.</summary>
    /// <param name="certificate">The certificate with which istiod signs.</param>
    /// <param name="lifetime">How long certificates of workloads last.</param>
    /// <param name="now">The time.</param>
    public static bool MayBeOutlived(MeshCertificate certificate, TimeSpan lifetime, DateTimeOffset now) =>
        !IsOver(certificate, now) && certificate.Expires - now <= lifetime;
}
