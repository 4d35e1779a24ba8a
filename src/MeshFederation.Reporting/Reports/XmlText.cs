using System.Text;
using System.Xml;

namespace MeshFederation.Reporting.Reports;

/// <summary>Replaces what XML 1.0 cannot hold, control characters and halves of surrogate pairs, by the replacement character.</summary>
internal static class XmlText
{
    public static string Clean(string text)
    {
        if (IsClean(text)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune);
        return clean.ToString();
    }

    /// <summary>Text as it stands between tags (https://www.w3.org/TR/xml/#syntax).</summary>
    public static string Escape(string text) => Clean(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static bool IsClean(string text) => text.All(character => XmlConvert.IsXmlChar(character) && !char.IsSurrogate(character));
}
