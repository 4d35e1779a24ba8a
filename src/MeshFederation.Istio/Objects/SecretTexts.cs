using System.Text;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>Texts of Secrets, which stand as they are in <c>stringData</c> and in Base64 in <c>data</c>.</summary>
internal static class SecretTexts
{
    /// <summary>The keys of a Secret of the type <c>kubernetes.io/tls</c>: the certificate, its key, and who signed it.</summary>
    public const string TlsCertificate = "tls.crt";
    public const string TlsKey = "tls.key";
    public const string TlsAuthority = "ca.crt";

    private const string Plain = "stringData";
    private const string Coded = "data";

    /// <summary>The keys of a Secret.</summary>
    public static IEnumerable<string> Keys(UnstructuredMap secret) =>
        (secret.Map(Coded)?.Keys ?? []).Concat(secret.Map(Plain)?.Keys ?? []);

    /// <summary>Whether a Secret has a key.</summary>
    public static bool Has(UnstructuredMap secret, string key) =>
        secret.Map(Coded)?.ContainsKey(key) is true || secret.Map(Plain)?.ContainsKey(key) is true;

    /// <summary>A text of a Secret: null where it has no such key, and empty where what it has is no Base64.</summary>
    public static string? Of(UnstructuredMap secret, string key)
    {
        if (secret.Map(Plain)?.Text(key) is { } plain) return plain;
        if (secret.Map(Coded)?.Text(key) is not { } coded) return null;
        var bytes = new byte[coded.Length];
        return Convert.TryFromBase64String(coded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }
}
