using System.Buffers;

namespace MeshFederation.Clusters.Yaml;

/// <summary>Keys and values on one line whose meaning no other line can change.</summary>
internal static class PlainScalar
{
    private const int LongestKey = 128;

    private static readonly SearchValues<char> OfKeys =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-");

    /// <summary>What an unquoted value may not begin with, for it would be something else (YAML 1.2.2, 5.3).</summary>
    private static readonly SearchValues<char> Indicators = SearchValues.Create("-?:,[]{}#&*!|>'\"%@`");

    /// <summary>How long the key is with which a line begins; 0 when it begins with none, or with one that is not plain.</summary>
    public static int KeyLength(ReadOnlySpan<char> line)
    {
        var length = line.IndexOfAnyExcept(OfKeys);
        return length is > 0 and <= LongestKey && char.IsAsciiLetterOrDigit(line[0]) && line[length] == ':'
            && (length + 1 == line.Length || line[length + 1] == ' ') ? length : 0;
    }

    /// <summary>Reads a value that ends with its line.</summary>
    /// <param name="text">The value, without spaces around it.</param>
    /// <param name="pool">The texts of the file.</param>
    /// <param name="value">What it means.</param>
    /// <returns>Whether it is plain.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, TextPool pool, out object? value)
    {
        value = null;
        if (text is [var quote and ('"' or '\''), .. var quoted, var end] && end == quote)
        {
            value = pool.Of(quoted);
            return !quoted.Contains(quote) && !(quote == '"' && quoted.Contains('\\'));
        }

        if (text.IsEmpty || (Indicators.Contains(text[0]) && !IsNegative(text)) || text[^1] == ':') return false;
        if (text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal)) return false;
        value = CoreScalar.Resolve(pool.Of(text));
        return value is not double number || double.IsFinite(number);
    }

    private static bool IsNegative(ReadOnlySpan<char> text) => text is ['-', >= '0' and <= '9', ..];
}
