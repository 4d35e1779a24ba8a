using System.Security.Cryptography;
using System.Text;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Plans;

/// <summary>
/// The signature of a plan's file: ECDSA over the text <c>MeshFederation plan VERSION DIGEST</c>, in DER (RFC 3279), with the hash that
/// fits the curve, so that openssl can check it as well. It names the key by the SHA-256 of its SubjectPublicKeyInfo.
/// </summary>
internal static class PlanSignature
{
    public static byte[] Text(string format, int version, string digest) =>
        Encoding.UTF8.GetBytes(FormattableString.Invariant($"{format} {version} {digest}"));

    public static UnstructuredMap Sign(ECDsa key, byte[] text) => UnstructuredMap.Of(
        ("algorithm", Algorithm(key)),
        ("key", KeyId(key)),
        ("value", Convert.ToBase64String(key.SignData(text, Hash(key), DSASignatureFormat.Rfc3279DerSequence))));

    /// <summary>Whether a signature was made of a text by a key.</summary>
    public static bool Fits(ECDsa key, UnstructuredMap signature, byte[] text)
    {
        if (signature.Text("algorithm") != Algorithm(key) || signature.Text("value") is not { } value) return false;
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var count)
            && key.VerifyData(text, bytes.AsSpan(0, count), Hash(key), DSASignatureFormat.Rfc3279DerSequence);
    }

    public static string KeyId(ECDsa key) =>
        "sha256:" + Convert.ToHexString(SHA256.HashData(key.ExportSubjectPublicKeyInfo())).ToLowerInvariant();

    private static string Algorithm(ECDsa key) => "ecdsa-" + Hash(key).Name!.ToLowerInvariant();

    /// <summary>The hash whose length fits the curve (FIPS 186-5, 6.4).</summary>
    private static HashAlgorithmName Hash(ECDsa key) => key.KeySize switch
    {
        <= 256 => HashAlgorithmName.SHA256,
        <= 384 => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };
}
