using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Conditions on a text of a request: the text, or a map that says how it is compared.</summary>
internal static class ConditionKeys
{
    private static readonly TextShape Text = new("jason");

    private static readonly (string Key, StringMatchKind Kind, bool IsInverse)[] Forms =
    [
        ("exact", StringMatchKind.Exact, false),
        ("prefix", StringMatchKind.Prefix, false),
        ("regex", StringMatchKind.Regex, false),
        ("not", StringMatchKind.Exact, true),
        ("notPrefix", StringMatchKind.Prefix, true),
        ("notRegex", StringMatchKind.Regex, true),
    ];

    private static readonly Section<UnstructuredMap> Map = new(
        "condition",
        Plain("exact", Text, "The text is this one."),
        Plain("prefix", Text, "The text begins like this."),
        Plain("regex", Text, "The text as a whole matches this RE2 expression."),
        Plain("present", new FlagShape(), "Whether there is a text, whatever it is."),
        Plain("not", Text, "The text is another one."),
        Plain("notPrefix", Text, "The text begins otherwise."),
        Plain("notRegex", Text, "The text as a whole does not match this RE2 expression."));

    /// <summary>What a condition may be.</summary>
    public static readonly ValueShape Shape = new EitherShape([Text, Map.Shape]);

    /// <summary>A star in a text is taken for a wildcard that was meant, so one that means itself is called exact.</summary>
    public static object Write(StringMatch match) => match switch
    {
        { Kind: StringMatchKind.Exact, IsInverse: false } when !match.Value.Contains('*', StringComparison.Ordinal) => match.Value,
        { Kind: StringMatchKind.Present } => UnstructuredMap.Of(("present", true)),
        { Kind: StringMatchKind.Absent } => UnstructuredMap.Of(("present", false)),
        _ => UnstructuredMap.Of((Array.Find(Forms, form => (form.Kind, form.IsInverse) == (match.Kind, match.IsInverse)).Key, match.Value)),
    };

    public static StringMatch Read(string where, object value)
    {
        if (value is string text) return Plain(where, StringMatchKind.Exact, text);
        var map = (UnstructuredMap)value;
        if (map.Count != 1)
            throw MatchErrors.Invalid(where, $"give one of {string.Join(", ", Map.Shape.Key.Select(key => key.Name))}");
        var (name, given) = map.EntryAt(0);
        if (given is bool isPresent) return new(isPresent ? StringMatchKind.Present : StringMatchKind.Absent, "");
        var form = Array.Find(Forms, form => form.Key == name);
        return (name == "exact" ? new(form.Kind, (string)given!) : Plain(where, form.Kind, (string)given!))
            with
        { IsInverse = form.IsInverse };
    }

    /// <summary>A star in a text that nobody called exact is meant as a wildcard, which Istio has none of.</summary>
    public static StringMatch Plain(string where, StringMatchKind kind, string text) =>
        kind != StringMatchKind.Regex && text.Contains('*', StringComparison.Ordinal)
            ? throw MatchErrors.Wildcard(where, kind, text)
            : new(kind, text);

    private static DeclarationKey<UnstructuredMap> Plain(string name, ValueShape shape, string summary) =>
        new(name, shape, summary, map => map.GetValueOrDefault(name), (map, value, _) => map.With(name, value));
}
