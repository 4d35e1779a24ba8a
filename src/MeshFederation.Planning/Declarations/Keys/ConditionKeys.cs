using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Conditions on a text of a request: the text, or a map that says how it is compared.</summary>
internal static class ConditionKeys
{
    private static readonly TextShape Text = new("jason");

    private static readonly Section<UnstructuredMap> Map = new(
        "condition",
        Plain("exact", Text, "The text is this one."),
        Plain("prefix", Text, "The text begins like this."),
        Plain("regex", Text, "The text as a whole matches this RE2 expression."),
        Plain("present", new FlagShape(), "Whether there is a text, whatever it is."));

    /// <summary>What a condition may be.</summary>
    public static readonly ValueShape Shape = new EitherShape([Text, Map.Shape]);

    /// <summary>A star in a text is taken for a wildcard that was meant, so one that means itself is called exact.</summary>
    public static object Write(StringMatch match) => match.Kind switch
    {
        StringMatchKind.Exact when !match.Value.Contains('*', StringComparison.Ordinal) => match.Value,
        StringMatchKind.Present => UnstructuredMap.Of(("present", true)),
        StringMatchKind.Absent => UnstructuredMap.Of(("present", false)),
        var kind => UnstructuredMap.Of((kind.ToString().ToLowerInvariant(), match.Value)),
    };

    public static StringMatch Read(string where, object value)
    {
        if (value is string text) return Plain(where, StringMatchKind.Exact, text);
        var map = (UnstructuredMap)value;
        if (map.Count != 1) throw MatchErrors.Invalid(where, "give one of exact, prefix, regex and present");
        var (key, given) = map.EntryAt(0);
        return key switch
        {
            "present" => new(given is true ? StringMatchKind.Present : StringMatchKind.Absent, ""),
            "exact" => new(StringMatchKind.Exact, (string)given!),
            "prefix" => Plain(where, StringMatchKind.Prefix, (string)given!),
            _ => new(StringMatchKind.Regex, (string)given!),
        };
    }

    /// <summary>A star in a text that nobody called exact is meant as a wildcard, which Istio has none of.</summary>
    public static StringMatch Plain(string where, StringMatchKind kind, string text) =>
        kind != StringMatchKind.Regex && text.Contains('*', StringComparison.Ordinal)
            ? throw MatchErrors.Wildcard(where, kind, text)
            : new(kind, text);

    private static DeclarationKey<UnstructuredMap> Plain(string name, ValueShape shape, string summary) =>
        new(name, shape, summary, map => map.GetValueOrDefault(name), (map, value, _) => map.With(name, value));
}
