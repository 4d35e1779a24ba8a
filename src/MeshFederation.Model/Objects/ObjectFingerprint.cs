using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace MeshFederation.Model.Objects;

/// <summary>
/// A digest of what an object is and what people declare of it. What a server notes beside it, such as the resource version or a status
/// that istiod writes, changes the digest no more than the order of keys does.
/// </summary>
public static class ObjectFingerprint
{
    /// <summary>
    /// The fields under <c>metadata</c> that people declare, and the uid, which is another one when an object was made anew.
    /// </summary>
    private static readonly string[] Metadata = ["annotations", "finalizers", "labels", "name", "namespace", "ownerReferences", "uid"];

    /// <summary>What is kept of it for the next object is no longer than this.</summary>
    private const int Longest = 64 * 1024;

    /// <summary>A publish asks this of each object several times, so the text is made in one place.</summary>
    [ThreadStatic]
    private static StringBuilder? Text;

    /// <summary>The digest of an object.</summary>
    /// <param name="content">The whole object, as a cluster has it.</param>
    /// <returns>SHA-256 in hexadecimal digits.</returns>
    public static string Of(UnstructuredMap content)
    {
        var text = Text ??= new StringBuilder(1024);
        text.Clear();
        foreach (var key in content.Keys.Order(StringComparer.Ordinal))
        {
            if (key is "status" or "apiVersion") continue;
            text.Append(key).Append('\n');
            CanonicalJson.Write(text, key == "metadata" ? Declared(content.Map(key)) : content[key]);
            text.Append('\n');
        }

        var digest = Digest(text);
        if (text.Capacity > Longest) Text = null;
        return digest;
    }

    private static string Digest(StringBuilder text)
    {
        var (chars, bytes) = (ArrayPool<char>.Shared.Rent(text.Length), ArrayPool<byte>.Shared.Rent(3 * text.Length));
        try
        {
            text.CopyTo(0, chars, text.Length);
            var length = Encoding.UTF8.GetBytes(chars.AsSpan(0, text.Length), bytes);
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(bytes.AsSpan(0, length), hash);
            return Convert.ToHexString(hash).ToLowerInvariant();
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static UnstructuredMap Declared(UnstructuredMap? metadata) => metadata is null
        ? UnstructuredMap.Empty
        : UnstructuredMap.Of([.. Metadata.Select(key => (key, metadata.TryGetValue(key, out var value) ? value : null))]);
}
