using System.Security.Cryptography;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;

namespace MeshFederation.Istio.Identity.Certificates;

/// <summary>
/// Reads private keys of the forms that istiod reads: PKCS #8, RSA and EC (istio security/pkg/pki/util/crypto.go
/// ParsePemEncodedKey). Nothing of a key comes into a message.
/// </summary>
internal static class KeyReading
{
    /// <summary>The key of a text.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="place">Where it stands, for errors.</param>
    /// <exception cref="MeshException">There is none that istiod takes.</exception>
    public static PrivateKey Of(string pem, string place)
    {
        using var key = Open(pem) ?? throw Invalid(place, pem);
        return new(key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>The key as one that signs; to be disposed of.</summary>
    public static AsymmetricAlgorithm Open(PrivateKey key) =>
        Open(key.Reveal()) ?? throw new InvalidOperationException("A private key is none.");

    private static AsymmetricAlgorithm? Open(string pem) => Import(RSA.Create(), pem) ?? Import(ECDsa.Create(), pem);

    /// <summary>No exception is passed on, since it may hold a part of the text.</summary>
    private static AsymmetricAlgorithm? Import(AsymmetricAlgorithm key, string pem)
    {
        try
        {
            key.ImportFromPem(pem);
            _ = key.ExportPkcs8PrivateKey();
            return key;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    private static MeshException Invalid(string place, string pem) => new(
        MeshErrorId.CertificateKeyInvalid,
        MeshErrorKind.InvalidData,
        $"{place} cannot be read as a private key: {(pem.Contains("ENCRYPTED", StringComparison.Ordinal)
            ? "it is under a password"
            : "it holds no RSA or ECDSA key in PEM form, or more than one")}.",
        "Give the key alone, without a password: openssl pkey -in KEY -out PLAIN. Or give both in a PFX file: -PfxPath, with -Password.",
        place);
}
