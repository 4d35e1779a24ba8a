using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Clusters.Plans;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;

namespace MeshFederation.Clusters.Identity;

/// <summary>Reads authorities and the certificates of clusters from files. Keys come into no message.</summary>
public static class AuthorityFiles
{
    /// <summary>Reads an authority from PEM files.</summary>
    /// <param name="certificates">The file of its certificate, and of those up to the root behind it.</param>
    /// <param name="key">The file of its key; null where the key stays elsewhere.</param>
    /// <param name="now">The time.</param>
    /// <returns>The authority.</returns>
    /// <exception cref="MeshException">A file cannot be read, or istiod would not take the certificate.</exception>
    public static MeshCertificateAuthority Read(string certificates, string? key, DateTimeOffset now) =>
        Of(CertificateReading.Of(Text(certificates), Named(certificates)), key is null ? null : Key(key), now);

    /// <summary>Reads an authority from a PFX file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="password">Its password; null for none.</param>
    /// <param name="now">The time.</param>
    /// <returns>The authority, with its key.</returns>
    /// <exception cref="MeshException">The file cannot be read, or istiod would not take the certificate.</exception>
    public static MeshCertificateAuthority ReadPfx(string path, SecureString? password, DateTimeOffset now)
    {
        var bytes = PlanFileErrors.Reading(path, File.ReadAllBytes);
        var read = new X509Certificate2Collection();
        try
        {
            read.Import(bytes, Reveal(password), Storage());
            using var owner = read.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw NoPfx(path, "it holds no private key");
            return Of(
                [CertificateReading.Of(owner), .. read.Where(one => !ReferenceEquals(one, owner)).Select(CertificateReading.Of)],
                Key(owner, path),
                now);
        }
        catch (CryptographicException)
        {
            throw NoPfx(path, password is null ? "it is none, or is under a password" : "it is none, or the password is another");
        }
        finally
        {
            foreach (var certificate in read) certificate.Dispose();
        }
    }

    /// <summary>Reads the certificate of a cluster's authority, as it is in the Secret cacerts.</summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <param name="certificates">The file of its certificate, and of those between it and the root behind it.</param>
    /// <param name="roots">The file of the roots.</param>
    /// <param name="key">The file of its key; null where the key stays elsewhere.</param>
    /// <param name="now">The time.</param>
    /// <returns>The certificate.</returns>
    /// <exception cref="MeshException">A file cannot be read, or istiod would not take the certificate.</exception>
    public static MeshIntermediateCertificate ReadIntermediate(
        string cluster, string certificates, string roots, string? key, DateTimeOffset now)
    {
        var own = CertificateReading.Of(Text(certificates), Named(certificates));
        var trusted = CertificateReading.Of(Text(roots), Named(roots));
        var privateKey = key is null ? null : Key(key);
        var (chain, _) = SigningCertificate.Require(own[0], own.Skip(1), trusted, privateKey, now);
        return new(cluster, own[0], chain, trusted) { Key = privateKey };
    }

    private static MeshCertificateAuthority Of(ValueList<MeshCertificate> certificates, PrivateKey? key, DateTimeOffset now)
    {
        var roots = certificates.Where(certificate => certificate.IsSelfSigned).ToList();
        var (chain, root) = SigningCertificate.Require(
            certificates[0], certificates.Where(certificate => !certificate.IsSelfSigned), roots, key, now);
        return new(certificates[0], chain, root) { Key = key };
    }

    private static string Text(string path) => PlanFileErrors.Reading(path, File.ReadAllText);

    private static string Named(string path) => $"'{path}'";

    private static PrivateKey Key(string path) => KeyReading.Of(Text(path), Named(path));

    /// <summary>Windows gives keys of PFX files away only under a password, so it goes through one.</summary>
    private static PrivateKey Key(X509Certificate2 owner, string path)
    {
        var password = RandomNumberGenerator.GetBytes(32);
        using AsymmetricAlgorithm? key = owner.GetRSAPrivateKey() ?? (AsymmetricAlgorithm?)owner.GetECDsaPrivateKey();
        if (key is null) throw NoPfx(path, "its key is neither RSA nor ECDSA");
        var wrapped = key.ExportEncryptedPkcs8PrivateKey(password, new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1));
        using AsymmetricAlgorithm plain = key is RSA ? RSA.Create() : ECDsa.Create();
        plain.ImportEncryptedPkcs8PrivateKey(password, wrapped, out _);
        return new(plain.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>Keys do not go into a store of the machine; on macOS there is no other place.</summary>
    private static X509KeyStorageFlags Storage() => OperatingSystem.IsMacOS()
        ? X509KeyStorageFlags.Exportable
        : X509KeyStorageFlags.Exportable | X509KeyStorageFlags.EphemeralKeySet;

    private static string? Reveal(SecureString? password)
    {
        if (password is null) return null;
        var plain = Marshal.SecureStringToGlobalAllocUnicode(password);
        try
        {
            return Marshal.PtrToStringUni(plain);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(plain);
        }
    }

    private static MeshException NoPfx(string path, string why) => new(
        MeshErrorId.CertificateInvalid,
        MeshErrorKind.InvalidData,
        $"'{path}' cannot be read as a PFX file: {why}.",
        "Give its password: -Password (Read-Host -AsSecureString).",
        path);
}
