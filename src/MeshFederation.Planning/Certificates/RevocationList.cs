using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Certificates;

/// <summary>
/// Makes lists of revoked certificates (RFC 5280, 5). A list whose time is over makes Envoy refuse every chain, so each lasts as long as
/// the authority that signs it.
/// </summary>
internal static class RevocationList
{
    /// <summary>The name of a list in PEM form (RFC 7468, 6).</summary>
    public const string Label = "X509 CRL";

    /// <summary>Whether an authority may sign lists; one whose key may not makes its whole chain refused.</summary>
    public static bool MayBeSignedBy(MeshCertificate authority)
    {
        using var opened = CertificateReading.Open(authority);
        return opened.Extensions.OfType<X509KeyUsageExtension>().All(usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.CrlSign));
    }

    /// <summary>A list in PEM form.</summary>
    /// <param name="authority">What signs it.</param>
    /// <param name="key">Its key.</param>
    /// <param name="revoked">What it revokes.</param>
    /// <param name="now">The time.</param>
    public static string Of(MeshCertificate authority, PrivateKey key, IEnumerable<RevokedCertificate> revoked, DateTimeOffset now)
    {
        using var issuer = CertificateReading.Open(authority);
        using var signing = new Signing(key);
        var builder = new CertificateRevocationListBuilder();
        foreach (var one in revoked) builder.AddEntry(Convert.FromHexString(one.Serial), one.Since);
        var above = issuer.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } own
            ? X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(own)
            : X509AuthorityKeyIdentifierExtension.CreateFromIssuerNameAndSerialNumber(issuer.IssuerName, issuer.SerialNumberBytes.Span);
        var from = now - AuthorityTemplate.Before;
        var list = builder.Build(
            issuer.SubjectName,
            signing.Generator,
            now.ToUnixTimeSeconds(),
            authority.Expires,
            signing.Hash,
            above,
            from < authority.Starts ? authority.Starts : from);
        return PemEncoding.WriteString(Label, list) + "\n";
    }
}
