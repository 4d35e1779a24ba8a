using System.Buffers;
using System.Globalization;
using System.Text;

namespace MeshFederation.Model.Text;

/// <summary>
/// Makes text of others fit to be shown: what terminals and the logs of CI take for orders is written so that a person sees it and nothing
/// obeys it. Escapes as kubectl does (kubernetes/cli-runtime pkg/printers/terminal.go), and beside ESC and CR every control character, the
/// characters that turn the direction of text, the commands of Azure Pipelines (<c>##vso[</c>, <c>##[</c>) and those of GitHub Actions
/// (<c>::error::</c>).
/// </summary>
public static class ShownText
{
    private const string Turning = "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff";
    private const string Order = "##";

    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [
            .. Enumerable.Range(0, 0xa0)
                .Select(code => (char)code)
                .Where(character => char.IsControl(character) && character is not ('\n' or '\t')),
            .. Turning,
            '#',
            ':'
        ]);

    private static readonly SearchValues<char> HexadecimalDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly SearchValues<char> InWords =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-");

    /// <summary>The text as it is shown.</summary>
    /// <param name="text">Any text; lines of their own stay so.</param>
    /// <returns>The same text when there is nothing in it to escape.</returns>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAny(Suspicious)) return text;
        var shown = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '\r' && i + 1 < text.Length && text[i + 1] == '\n') continue;
            if (character == '\r') shown.Append("\\r");
            else if (character is '\n' or '\t') shown.Append(character);
            else if (character < ' ') shown.Append('^').Append((char)(character + '@'));
            else if (character == '\x7f') shown.Append("^?");
            else if (char.IsControl(character) || Turning.Contains(character, StringComparison.Ordinal))
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else if (BeginsOrder(text, i)) shown.Append(character).Append(' ');
            else shown.Append(character);
        }

        return shown.ToString();
    }

    /// <summary>Whether a text has a command that Azure Pipelines takes anywhere in a line.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it has.</returns>
    internal static bool HasPipelineOrder(string text)
    {
        for (var i = text.IndexOf(Order, StringComparison.Ordinal); i >= 0; i = text.IndexOf(Order, i + 1, StringComparison.Ordinal))
        {
            if (IsPipelineOrder(text, i)) return true;
        }

        return false;
    }

    private static bool BeginsOrder(string text, int at) => text[at] switch
    {
        '#' => IsPipelineOrder(text, at),
        ':' => IsWorkflowOrder(text, at),
        _ => false,
    };

    private static bool IsPipelineOrder(string text, int at)
    {
        var rest = text.AsSpan(at);
        return rest.StartsWith("##[", StringComparison.Ordinal) || rest.StartsWith("##vso[", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// GitHub's runner takes lines that begin with two colons, white space aside, and have two more (actions/runner
    /// src/Runner.Common/ActionCommand.cs TryParseV2). Columns, narrow screens and the engine break text anywhere, and put another's text
    /// behind it, so any word behind two colons may come to begin a line with two more. A group of an IPv6 address is no name of a command.
    /// </summary>
    private static bool IsWorkflowOrder(string text, int at)
    {
        var rest = text.AsSpan(at);
        if (rest.Length < 3 || rest[1] != ':' || !char.IsAsciiLetter(rest[2])) return false;
        var word = rest[2..];
        if (word.IndexOfAnyExcept(InWords) is >= 0 and var end) word = word[..end];
        return word.ContainsAnyExcept(HexadecimalDigits);
    }
}
