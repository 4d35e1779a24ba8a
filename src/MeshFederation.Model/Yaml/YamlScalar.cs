using System.Buffers;
using System.Globalization;
using System.Text;
using MeshFederation.Model.Text;

namespace MeshFederation.Model.Yaml;

/// <summary>
/// Writes texts so that every YAML reader, of version 1.1 or 1.2, gets the same text back:
/// plain where nothing else can be read into it, else in single quotes, else in double quotes with escapes.
/// </summary>
internal static class YamlScalar
{
    private static readonly SearchValues<char> SafeEverywhere =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./$\\^+()");

    private static readonly SearchValues<char> SafeFirst =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_/$\\^(");

    private static readonly SearchValues<char> DigitsAndDots = SearchValues.Create("0123456789.");

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "false", "null", "yes", "no", "on", "off", "y", "n", "~", "<<", "=", ".inf", ".nan",
    };

    public static void Write(StringBuilder output, string text)
    {
        if (IsPlain(text)) output.Append(text);
        else if (ShownText.HasPipelineOrder(text)) Double(output, text);
        else if (text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            Single(output, text);
        else Double(output, text);
    }

    /// <summary>
    /// A version like v1 or an address like 240.0.0.10 is no number to any reader; 1.30, 0x1F, 12:30 and 1e3 are, to some.
    /// </summary>
    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || Words.Contains(text)) return false;
        if (!SafeFirst.Contains(text[0]) && !IsAddress(text) && !IsDottedWord(text)) return false;
        for (var i = 1; i < text.Length; i++)
        {
            if (SafeEverywhere.Contains(text[i])) continue;
            if (text[i] is ':' && i + 1 < text.Length && text[i + 1] is not ' ') continue;
            if (text[i] is ' ' && i + 1 < text.Length && text[i + 1] is not (' ' or '#') && text[i - 1] is not ':') continue;
            return false;
        }

        return true;
    }

    private static bool IsAddress(string text) =>
        char.IsAsciiDigit(text[0]) && text.AsSpan().Count('.') == 3 && text.AsSpan().IndexOfAnyExcept(DigitsAndDots) < 0;

    /// <summary>Behind a leading dot a digit could begin a number.</summary>
    private static bool IsDottedWord(string text) => text.Length > 1 && text[0] is '.' && char.IsAsciiLetter(text[1]);

    private static void Single(StringBuilder output, string text) =>
        output.Append('\'').Append(text.Replace("'", "''", StringComparison.Ordinal)).Append('\'');

    private static void Double(StringBuilder output, string text)
    {
        output.Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => output.Append("\\\""),

                // Azure Pipelines takes what stands between two of them for an order, wherever it is in a line of the log.
                '#' => output.Append("\\x23"),
                '\\' => output.Append("\\\\"),
                '\n' => output.Append("\\n"),
                '\t' => output.Append("\\t"),
                >= ' ' and <= '~' => output.Append((char)rune.Value),
                <= 0xFFFF => output.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),

                // JSON's pair of two \u is an error to the YAML readers of Kubernetes (goyaml.v2/scannerc.go).
                _ => output.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            };
        }

        output.Append('"');
    }
}
