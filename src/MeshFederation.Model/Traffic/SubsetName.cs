using System.Security.Cryptography;
using System.Text;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Names;

namespace MeshFederation.Model.Traffic;

/// <summary>
/// Names subsets after their labels: <c>version=v3</c> is <c>version-v3</c>. Both sides of a federation must come to the same name
/// alone, so it depends on the labels only; and no two label sets share one, so a name from which the labels cannot be read back
/// gets a hash of them, behind two hyphens that no plain name has.
/// </summary>
public static class SubsetName
{
    private const int HashLength = 12;

    /// <summary>The name of the subset with these labels.</summary>
    /// <param name="labels">The labels.</param>
    /// <returns>A DNS label of at most 63 characters; empty for no labels, which need no subset.</returns>
    public static string Of(LabelSet labels)
    {
        return labels.Count == 0 ? "" : labels.Name ??= Named(labels);
    }

    private static string Named(LabelSet labels)
    {
        var plain = string.Join('-', labels.Select(label => label.Key + "-" + label.Value));
        return DnsName.IsLabel(plain) && ReadsBack(plain, labels) ? plain : Hashed(plain, labels);
    }

    /// <summary>
    /// An even number of words are keys and values in turn; an odd number is one key with the rest as its value.
    /// Every name has one reading, and is plain only for the labels of that reading.
    /// </summary>
    private static bool ReadsBack(string plain, LabelSet labels)
    {
        var words = plain.Split('-');
        if (words.Contains("", StringComparer.Ordinal)) return false;
        if (words.Length % 2 == 1) return labels.Count == 1 && string.Equals(labels.EntryAt(0).Key, words[0], StringComparison.Ordinal);
        if (words.Length != labels.Count * 2) return false;
        return !labels.Where((label, i) => !string.Equals(label.Key, words[2 * i], StringComparison.Ordinal)).Any();
    }

    private static string Hashed(string plain, LabelSet labels)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(labels.ToString())))[..HashLength].ToLowerInvariant();
        var readable = new string(plain.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-').ToArray());
        readable = readable[..Math.Min(readable.Length, DnsName.LabelLength - HashLength - 2)].Trim('-');
        return readable + "--" + hash;
    }
}
