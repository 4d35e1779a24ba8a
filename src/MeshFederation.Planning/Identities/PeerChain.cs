using System.Security.Cryptography.X509Certificates;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;

namespace MeshFederation.Planning.Identities;

/// <summary>What another cluster makes of the chain below which a cluster signs.</summary>
public static class PeerChain
{
    /// <summary>Why a chain leads to none of the roots of another cluster.</summary>
    /// <param name="signing">The cluster that signs, of which the authority is known.</param>
    /// <param name="roots">The roots of the other.</param>
    /// <returns>What is wrong, without an end; null where nothing is.</returns>
    public static string? Fault(AuthorityState signing, IReadOnlyCollection<MeshCertificate> roots)
    {
        var own = signing.Authority!;
        return CertificateChain.Follow(own.Certificate, own.Chain, roots, signing.Now ?? own.Certificate.Starts).Fault;
    }

    /// <summary>
    /// Why another cluster refuses a chain by its lists of revoked certificates: one of its authorities is revoked, or has no list, or one
    /// that is over (OpenSSL's X509_V_FLAG_CRL_CHECK_ALL, which Envoy sets).
    /// </summary>
    /// <param name="signing">The cluster that signs, of which the authority is known.</param>
    /// <param name="refusing">The cluster with the lists.</param>
    /// <returns>Why, without an end; null where it does not, or its istiod hands out none.</returns>
    public static string? Refusal(AuthorityState signing, AuthorityState refusing)
    {
        // What is handed out counts where it was read, whatever the Secret says.
        var text = refusing.ServedRevocations
            ?? (RevocationLimits.Of(refusing) is null ? AuthoritySecret.RevocationText(refusing.Secret) : "");
        if (text.Length == 0) return null;
        try
        {
            var (own, now) = (signing.Authority!, refusing.Now ?? signing.Authority!.Certificate.Starts);
            var way = CertificateChain.Follow(own.Certificate, own.Chain, own.Root, now).Way;
            var lists = ReadRevocations.Of(text, $"the cluster '{refusing.Cluster.Name}'");
            var revoked = way.Zip(way.Skip(1)).Where(pair => lists.Any(list => IsOf(list, pair.Second)
                && list.Revoked.Any(one => one.Serial == Serial(pair.First)))).Select(pair => pair.First).FirstOrDefault();
            if (revoked is not null) return $"'{revoked}' is revoked: certificate revoked";
            foreach (var authority in way)
            {
                var its = lists.Where(list => IsOf(list, authority)).ToList();
                if (its.Count == 0) return $"there is no list of revoked certificates of '{authority}': unable to get certificate CRL";
                if (its.TrueForAll(list => list.Until <= now))
                    return $"the list of revoked certificates of '{authority}' is over: CRL has expired";
            }

            return null;
        }
        catch (MeshException)
        {
            return "its lists of revoked certificates cannot be read";
        }
    }

    /// <summary>Two roots may have one name, as those do that istiods make for themselves.</summary>
    internal static bool IsOf(ReadRevocations list, MeshCertificate authority)
    {
        using var opened = CertificateReading.Open(authority);
        var key = opened.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault();
        return list.IsOf(
            Convert.ToHexString(opened.SubjectName.RawData), key is null ? null : Convert.ToHexString(key.SubjectKeyIdentifierBytes.Span));
    }

    internal static string Serial(MeshCertificate certificate)
    {
        using var opened = CertificateReading.Open(certificate);
        return Convert.ToHexString(opened.SerialNumberBytes.Span);
    }
}
