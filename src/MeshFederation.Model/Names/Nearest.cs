namespace MeshFederation.Model.Names;

/// <summary>Finds what was probably meant.</summary>
internal static class Nearest
{
    private const int LongestCompared = 64;

    /// <summary>The word that differs in the fewest letters, or null when all differ in a third of theirs or more.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        if (word.Length > LongestCompared) return null;
        var (best, least) = ((string?)null, Math.Max(word.Length / 3, 1) + 1);
        foreach (var candidate in known.Order(StringComparer.Ordinal))
        {
            var distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < least) (best, least) = (candidate, distance);
        }

        return best;
    }

    /// <summary>Letters to insert, remove, replace or swap with the next.</summary>
    public static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[one.Length, other.Length];
    }
}
