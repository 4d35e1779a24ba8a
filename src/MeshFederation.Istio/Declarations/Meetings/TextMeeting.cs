using System.Text.RegularExpressions;
using MeshFederation.Istio.Expressions;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations.Meetings;

/// <summary>Two conditions on one header or query parameter as one.</summary>
internal static class TextMeeting
{
    public static Meeting<StringMatch> Of(StringMatch one, StringMatch other)
    {
        if (one == other) return Meeting<StringMatch>.Of(one);
        if (one.IsInverse && other.IsInverse) return Meeting<StringMatch>.Of(Neither(one, other));
        if (other.IsInverse || (other.Kind < one.Kind && !one.IsInverse)) (one, other) = (other, one);
        return one.IsInverse ? Without(one, other) : Plain(one, other);
    }

    /// <summary>Whether a text meets a condition as it is typed, be it inverse or not.</summary>
    public static bool? Holds(StringMatch match, string text) => match.Kind switch
    {
        StringMatchKind.Exact => text == match.Value,
        StringMatchKind.Prefix => text.StartsWith(match.Value, StringComparison.Ordinal),
        StringMatchKind.Regex => Re2.IsWhole(match.Value, text),
        StringMatchKind.Present => true,
        _ => false,
    };

    /// <summary>The kinds come in their order, so the first says most.</summary>
    private static Meeting<StringMatch> Plain(StringMatch one, StringMatch other)
    {
        if (other.Kind == StringMatchKind.Absent) return Meeting<StringMatch>.None;
        if (other.Kind == StringMatchKind.Present) return Meeting<StringMatch>.Of(one);
        if (one.Kind == StringMatchKind.Exact) return Decided(Holds(other, one.Value), one);
        if (one.Kind != StringMatchKind.Prefix || other.Kind != StringMatchKind.Prefix) return Meeting<StringMatch>.Unsayable;
        var (shorter, longer) = one.Value.Length < other.Value.Length ? (one, other) : (other, one);
        return Decided(longer.Value.StartsWith(shorter.Value, StringComparison.Ordinal), longer);
    }

    /// <summary>
    /// A header that is not there counts as an empty one for the inverse (istio pilot/pkg/networking/core/route/route.go).
    /// </summary>
    private static Meeting<StringMatch> Without(StringMatch inverse, StringMatch plain) => plain.Kind switch
    {
        StringMatchKind.Absent => Decided(!Holds(inverse, ""), plain),
        StringMatchKind.Exact => Decided(!Holds(inverse, plain.Value), plain),
        StringMatchKind.Prefix when inverse.Kind == StringMatchKind.Exact && Holds(plain, inverse.Value) is false =>
            Meeting<StringMatch>.Of(plain),
        StringMatchKind.Prefix when inverse.Kind == StringMatchKind.Prefix && Holds(inverse, plain.Value) is true =>
            Meeting<StringMatch>.None,
        StringMatchKind.Prefix when inverse.Kind == StringMatchKind.Prefix && Holds(plain, inverse.Value) is false =>
            Meeting<StringMatch>.Of(plain),
        _ => Meeting<StringMatch>.Unsayable,
    };

    private static Meeting<StringMatch> Decided(bool? holds, StringMatch match) => holds switch
    {
        true => Meeting<StringMatch>.Of(match),
        false => Meeting<StringMatch>.None,
        null => Meeting<StringMatch>.Unsayable,
    };

    private static StringMatch Neither(StringMatch one, StringMatch other)
    {
        string[] both = [Expression(one), Expression(other)];
        Array.Sort(both, StringComparer.Ordinal);
        return new(StringMatchKind.Regex, string.Join('|', both)) { IsInverse = true };
    }

    private static string Expression(StringMatch match) => match.Kind switch
    {
        StringMatchKind.Exact => Regex.Escape(match.Value),
        StringMatchKind.Prefix => Regex.Escape(match.Value) + ".*",
        _ => $"(?:{match.Value})",
    };
}
