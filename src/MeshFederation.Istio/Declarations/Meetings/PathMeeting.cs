using MeshFederation.Istio.Expressions;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations.Meetings;

/// <summary>The paths of two matches as one.</summary>
internal static class PathMeeting
{
    /// <summary>The path and case of a match that says both; the match has nothing else.</summary>
    public static Meeting<MeshMatch> Of(MeshMatch one, MeshMatch other)
    {
        if (one.Path is null) return Path(other);
        if (other.Path is null || (one.Path == other.Path && one.IgnoreCase == other.IgnoreCase)) return Path(one);
        if (other.Path.Kind < one.Path.Kind) (one, other) = (other, one);
        return (one.Path.Kind, other.Path.Kind) switch
        {
            (StringMatchKind.Exact, StringMatchKind.Exact) => Same(one, other),
            (StringMatchKind.Exact, StringMatchKind.Prefix) => Within(one, other),
            (StringMatchKind.Exact, _) when !one.IgnoreCase => Decided(Re2.IsWhole(other.Path.Value, one.Path.Value), one),
            (StringMatchKind.Prefix, StringMatchKind.Prefix) when one.Path.Value.Length >= other.Path.Value.Length => Within(one, other),
            (StringMatchKind.Prefix, StringMatchKind.Prefix) => Within(other, one),
            (StringMatchKind.Prefix, _) when one.Path.Value == "/" => Path(other),
            _ => Meeting<MeshMatch>.Unsayable,
        };
    }

    private static Meeting<MeshMatch> Same(MeshMatch one, MeshMatch other) =>
        Decided(
            string.Equals(one.Path!.Value, other.Path!.Value, Case(one.IgnoreCase || other.IgnoreCase)), one.IgnoreCase ? other : one);

    /// <summary>The longer one, which decides as long as its case does.</summary>
    private static Meeting<MeshMatch> Within(MeshMatch longer, MeshMatch prefix)
    {
        if (!longer.Path!.Value.StartsWith(prefix.Path!.Value, Case(longer.IgnoreCase || prefix.IgnoreCase)))
            return Meeting<MeshMatch>.None;
        if (!longer.IgnoreCase || prefix.IgnoreCase || HasNoCase(prefix.Path.Value)) return Path(longer);
        return longer.Path.Value.Length == prefix.Path.Value.Length
            ? Path(prefix with { Path = longer.Path with { Value = prefix.Path.Value } })
            : Meeting<MeshMatch>.Unsayable;
    }

    private static bool HasNoCase(string text) => !text.Any(char.IsLetter);

    private static StringComparison Case(bool ignore) => ignore ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private static Meeting<MeshMatch> Decided(bool? holds, MeshMatch match) => holds switch
    {
        true => Path(match),
        false => Meeting<MeshMatch>.None,
        null => Meeting<MeshMatch>.Unsayable,
    };

    private static Meeting<MeshMatch> Path(MeshMatch match) =>
        Meeting<MeshMatch>.Of(new() { Path = match.Path, IgnoreCase = match.IgnoreCase });
}
