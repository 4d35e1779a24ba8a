using System.Text.RegularExpressions;

namespace MeshFederation.Analysis.Text;

/// <summary>Tells whether Envoy takes a regular expression: RE2's syntax, at most 1,024 characters (istio pkg/config/validation/validation.go validateStringRegexp).</summary>
internal static partial class RegexText
{
    private const int Longest = 1024;
    private const int MostRepeats = 1000;

    /// <summary>Why an expression is not taken, in one sentence, or null.</summary>
    public static string? Fault(string pattern)
    {
        if (pattern.Length > Longest) return FormattableString.Invariant($"The expression has {pattern.Length} characters; Istio takes {Longest}.");
        var bare = Escaped().Replace(pattern, "");
        if (Lookaround().IsMatch(bare)) return $"'{pattern}' looks ahead, behind, or is atomic, which RE2 cannot.";
        if (Backreference().IsMatch(pattern.Replace(@"\\", "", StringComparison.Ordinal))) return $"'{pattern}' refers back to a group, which RE2 cannot.";
        if (Repeats().Matches(bare).Any(IsTooMany)) return FormattableString.Invariant($"'{pattern}' repeats more than {MostRepeats} times, which RE2 does not.");
        return Parse(pattern);
    }

    /// <summary>.NET reads what both have in common; what RE2 alone has is taken for right.</summary>
    private static string? Parse(string pattern)
    {
        if (OnlyRe2().IsMatch(pattern)) return null;
        try
        {
            _ = new Regex(pattern.Replace("(?P<", "(?<", StringComparison.Ordinal), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            return null;
        }
        catch (ArgumentException)
        {
            return $"'{pattern}' is no regular expression.";
        }
    }

    private static bool IsTooMany(Match match) => match.Groups.Values.Skip(1).Any(group => group.Value.Length > 4 || (group.Value.Length == 4 && group.Value != "1000"));

    [GeneratedRegex(@"\\.|\[\^?\]?[^\]]*\]", RegexOptions.Singleline, 60_000)]
    private static partial Regex Escaped();

    [GeneratedRegex(@"\(\?(=|!|>|<=|<!)", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Lookaround();

    [GeneratedRegex(@"\\[1-9]|\\k[<{']", RegexOptions.None, 60_000)]
    private static partial Regex Backreference();

    [GeneratedRegex(@"\{0*(?<least>\d+)(,0*(?<most>\d+)?)?\}", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Repeats();

    [GeneratedRegex(@"\\[pPQC]|\[\[:|\(\?[a-z-]*U", RegexOptions.None, 60_000)]
    private static partial Regex OnlyRe2();
}
