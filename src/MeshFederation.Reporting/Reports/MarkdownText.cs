using System.Text;
using MeshFederation.Model.Text;

namespace MeshFederation.Reporting.Reports;

/// <summary>Escapes text for a cell of a Markdown table, so that nothing in it is markup.</summary>
internal static class MarkdownText
{
    private const string Markup = "\\`*_[]|~";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in ShownText.Of(text).ReplaceLineEndings(" "))
        {
            if (Markup.Contains(character, StringComparison.Ordinal)) escaped.Append('\\').Append(character);
            else if (Entity(character) is { } entity) escaped.Append(entity);
            else escaped.Append(character);
        }

        return escaped.ToString();
    }

    /// <summary>Text as code. It is HTML, because a code span cannot hold every text and a table cuts it at each bar.</summary>
    public static string Code(string text) => $"<code>{EscapeCode(text)}</code>";

    /// <summary>Text as it stands in code.</summary>
    public static string EscapeCode(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in ShownText.Of(text).ReplaceLineEndings(" "))
        {
            if (Entity(character) is { } entity) escaped.Append(entity);
            else if (Markup.Contains(character, StringComparison.Ordinal))
                escaped.Append(FormattableString.Invariant($"&#{(int)character};"));
            else escaped.Append(character);
        }

        return escaped.ToString();
    }

    private static string? Entity(char character) => character switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", _ => null };
}
