using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;

namespace MeshFederation.Istio.Identity.Certificates;

/// <summary>What istiod asks of the certificate that it signs with (istio security/pkg/pki/util/keycertbundle.go Verify).</summary>
internal static class SigningCertificate
{
    /// <summary>Requires that a certificate is one of an authority, has the key that is given, and leads to a root.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="between">What may stand between it and the root.</param>
    /// <param name="roots">The roots.</param>
    /// <param name="key">Its key; null where it is not here.</param>
    /// <param name="now">The time.</param>
    /// <returns>The certificates between it and the root, in order, and the root that they lead to.</returns>
    /// <exception cref="MeshException">istiod would not take it.</exception>
    public static (ValueList<MeshCertificate> Chain, MeshCertificate Root) Require(
        MeshCertificate certificate,
        IEnumerable<MeshCertificate> between,
        IReadOnlyCollection<MeshCertificate> roots,
        PrivateKey? key,
        DateTimeOffset now)
    {
        using var opened = CertificateReading.Open(certificate);
        if (FaultOf(opened) is { } fault) throw Invalid(certificate, fault);
        if (key is not null && !Fits(opened, key)) throw KeyOfAnother(certificate);
        var (way, broken) = CertificateChain.Follow(certificate, between, roots, now);
        if (broken is not null) throw Invalid(certificate, broken);
        return (way.Skip(1).SkipLast(1).ToValueList(), way[^1]);
    }

    private static string? FaultOf(X509Certificate2 certificate)
    {
        var basic = certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault();
        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        using var rsa = certificate.GetRSAPublicKey();
        using var ecdsa = certificate.GetECDsaPublicKey();
        return basic is not { CertificateAuthority: true } ? "it is not that of an authority (basicConstraints CA:TRUE)"
            : usage is not null && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign)
                ? "its key may not sign certificates (keyCertSign)"
            : rsa is null && ecdsa is null ? "its key is neither RSA nor ECDSA"
            : null;
    }

    private static bool Fits(X509Certificate2 certificate, PrivateKey key)
    {
        using var opened = KeyReading.Open(key);
        return CryptographicOperations.FixedTimeEquals(
            opened.ExportSubjectPublicKeyInfo(), certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    private static MeshException Invalid(MeshCertificate certificate, string why) => new(
        MeshErrorId.CertificateInvalid,
        MeshErrorKind.InvalidData,
        $"istiod would not take the certificate '{certificate.Subject}' to sign with: {why}.",
        "Have it signed anew: New-MeshIntermediateCertificate makes certificates that istiod takes, of a request too (-RequestPath).",
        certificate);

    private static MeshException KeyOfAnother(MeshCertificate certificate) => new(
        MeshErrorId.CertificateKeyInvalid,
        MeshErrorKind.InvalidData,
        $"The key that is given is not that of the certificate '{certificate.Subject}'.",
        "Give the key that was made with its request.",
        certificate);
}
