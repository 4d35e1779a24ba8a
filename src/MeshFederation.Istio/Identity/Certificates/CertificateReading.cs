using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;

namespace MeshFederation.Istio.Identity.Certificates;

/// <summary>Reads certificates of PEM texts.</summary>
internal static class CertificateReading
{
    /// <summary>The certificates of a text, in its order.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="place">Where it stands, for errors: a file, a Secret.</param>
    /// <exception cref="MeshException">There is none, or one that is none.</exception>
    public static ValueList<MeshCertificate> Of(string pem, string place)
    {
        var read = new X509Certificate2Collection();
        try
        {
            read.ImportFromPem(pem);
            return read.Count > 0 ? read.Select(Of).ToValueList() : throw Invalid(place, "it holds no certificate in PEM form");
        }
        catch (CryptographicException)
        {
            throw Invalid(place, "one of its certificates cannot be read");
        }
        finally
        {
            foreach (var certificate in read) certificate.Dispose();
        }
    }

    /// <summary>A certificate as a value.</summary>
    public static MeshCertificate Of(X509Certificate2 certificate) => new(
        certificate.ExportCertificatePem() + "\n",
        certificate.Subject,
        certificate.Issuer,
        certificate.GetCertHashString(HashAlgorithmName.SHA256))
    {
        Starts = new(certificate.NotBefore.ToUniversalTime()),
        Expires = new(certificate.NotAfter.ToUniversalTime()),
        KeyAlgorithm = KeyAlgorithm(certificate),
    };

    /// <summary>A value as a certificate, without its key; to be disposed of.</summary>
    public static X509Certificate2 Open(MeshCertificate certificate) => X509Certificate2.CreateFromPem(certificate.Pem);

    private static string KeyAlgorithm(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null) return FormattableString.Invariant($"RSA {rsa.KeySize}");
        using var ecdsa = certificate.GetECDsaPublicKey();
        return ecdsa is not null
            ? FormattableString.Invariant($"ECDSA P-{ecdsa.KeySize}")
            : certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value ?? "";
    }

    private static MeshException Invalid(string place, string why) => new(
        MeshErrorId.CertificateInvalid,
        MeshErrorKind.InvalidData,
        $"{place} cannot be read as certificates: {why}.",
        "Give a file with certificates that begin with -----BEGIN CERTIFICATE-----.",
        place);
}
