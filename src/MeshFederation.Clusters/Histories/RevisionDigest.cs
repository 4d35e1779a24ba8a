using System.Security.Cryptography;
using System.Text;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Histories;

/// <summary>
/// What tells the same objects from others, whatever their order and that of their keys: a hash of their texts, in the order of these.
/// </summary>
internal static class RevisionDigest
{
    /// <summary>The digest of objects.</summary>
    /// <returns>SHA-256 in hexadecimal digits.</returns>
    public static string Of(IEnumerable<UnstructuredMap> objects)
    {
        var all = objects as IReadOnlyCollection<UnstructuredMap> ?? [.. objects];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (ByHeads(all) is { } sorted)
        {
            var (text, bytes) = (new StringBuilder(), Array.Empty<byte>());
            foreach (var (_, item) in sorted)
            {
                CanonicalJson.Write(text.Clear(), item);
                text.Append('\n');
                if (bytes.Length < text.Length) bytes = new byte[2 * text.Length];
                hash.AppendData(bytes, 0, Encode(text, bytes));
            }
        }
        else
        {
            foreach (var text in all.Select(CanonicalJson.Write).Order(StringComparer.Ordinal))
                hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        }

        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }

    /// <summary>
    /// The objects in the order of their texts. Where what comes before the spec tells it, the texts need not be kept to sort them: of a
    /// large federation they are more than all else that a publish holds. Null where it does not tell it.
    /// </summary>
    private static List<(byte[] Head, UnstructuredMap Item)>? ByHeads(IReadOnlyCollection<UnstructuredMap> objects)
    {
        var heads = new List<(byte[] Head, UnstructuredMap Item)>(objects.Count);
        var text = new StringBuilder();
        foreach (var item in objects)
        {
            if (!item.Keys.All(static key => key is "apiVersion" or "kind" or "metadata" or "spec")) return null;
            CanonicalJson.Write(text.Clear(), item.With("spec", null));
            text.Length--;
            var head = new byte[text.Length];
            Encode(text, head);
            heads.Add((head, item));
        }

        heads.Sort(static (one, other) => one.Head.AsSpan().SequenceCompareTo(other.Head));
        for (var i = 1; i < heads.Count; i++)
        {
            if (heads[i].Head.AsSpan().SequenceEqual(heads[i - 1].Head)) return null;
        }

        return heads;
    }

    /// <summary>The text is ASCII, so its bytes sort as it does.</summary>
    private static int Encode(StringBuilder text, Span<byte> bytes)
    {
        var length = 0;
        foreach (var chunk in text.GetChunks()) length += Encoding.ASCII.GetBytes(chunk.Span, bytes[length..]);
        return length;
    }
}
