using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace MeshFederation.Istio.Expressions;

/// <summary>
/// Regular expressions as Envoy and istiod take them: RE2's syntax and meaning (https://github.com/google/re2/wiki/Syntax; Go's regexp
/// is the
/// same), at most 1,024 characters (istio pkg/config/validation/validation.go validateStringRegexp). They are matched with .NET's engine
/// that
/// does not backtrack either, so the time is bound by the length of the text, and no clock is needed.
/// </summary>
internal static class Re2
{
    private const int Longest = 1024;
    private const int MostKept = 1024;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly ConcurrentDictionary<(string Pattern, bool Whole), Regex?> Known = new();

    /// <summary>Why an expression is not taken, in one sentence, or null when it is.</summary>
    public static string? Fault(string pattern)
    {
        if (pattern.Length > Longest)
        {
            return FormattableString.Invariant($"The expression has {pattern.Length} characters; Istio takes {Longest}.");
        }

        return Re2Translation.Of(pattern) switch
        {
            { Fault: { } fault } => fault,
            { Pattern: { } translated } => Make(translated) is null ? Re2Translation.None(pattern) : null,
            _ => null,
        };
    }

    /// <summary>Whether an expression matches a text as a whole, as Envoy asks of paths and headers; null when it cannot be told.</summary>
    public static bool? IsWhole(string pattern, string text) => Find(pattern, whole: true)?.IsMatch(text);

    /// <summary>
    /// Whether an expression matches somewhere in a text, as istiod asks of versions of proxies; null when it cannot be told.
    /// </summary>
    public static bool? IsIn(string pattern, string text) => Find(pattern, whole: false)?.IsMatch(text);

    private static Regex? Find(string pattern, bool whole)
    {
        if (Known.TryGetValue((pattern, whole), out var known)) return known;
        if (Known.Count >= MostKept) Known.Clear();
        return Known[(pattern, whole)] = Re2Translation.Of(pattern).Pattern is { } translated
            ? Make(whole ? $@"\A(?:{translated})\z" : translated) : null;
    }

    private static Regex? Make(string pattern)
    {
        try
        {
            return new Regex(pattern, Options);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
