using System.Collections;
using System.Management.Automation;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands.Arguments;

/// <summary>Makes matches of what was typed.</summary>
internal static class MatchInput
{
    private static readonly string[] Keys =
        ["Path", "PathPrefix", "PathRegex", "IgnoreCase", "Header", "Method", "Query", "SourceLabel", "SourceNamespace", "Port", "Gateway"];

    private static readonly (string Key, StringMatchKind Kind, bool IsInverse)[] Forms =
    [
        ("Exact", StringMatchKind.Exact, false),
        ("Prefix", StringMatchKind.Prefix, false),
        ("Regex", StringMatchKind.Regex, false),
        ("Not", StringMatchKind.Exact, true),
        ("NotPrefix", StringMatchKind.Prefix, true),
        ("NotRegex", StringMatchKind.Regex, true),
    ];

    public static MeshMatch Read(object? item)
    {
        var map = ArgumentMap.Of(item, why => MatchErrors.Invalid(ArgumentMap.Describe(item), why), Keys)
            ?? throw MatchErrors.Invalid(item, "it is neither a hashtable nor a match of New-MeshMatch");
        return MatchDeclaration.Check(new MeshMatch
        {
            Path = Path(map),
            IgnoreCase = map.Value("IgnoreCase") is { } ignore && LanguagePrimitives.IsTrue(ignore),
            Header = Conditions(map, "Header", lowerCase: true),
            Method = map.Text("Method")?.ToUpperInvariant(),
            Query = Conditions(map, "Query", lowerCase: false),
            SourceLabel = map.Labels("SourceLabel"),
            SourceNamespace = map.Text("SourceNamespace"),
            Port = map.Number("Port") is { } port ? PortErrors.RequireNumber(port, port) : null,
            Gateway = Gateways(map.Value("Gateway")),
        });
    }

    private static StringMatch? Path(ArgumentMap map)
    {
        (string Key, StringMatchKind Kind)[] forms =
            [("Path", StringMatchKind.Exact), ("PathPrefix", StringMatchKind.Prefix), ("PathRegex", StringMatchKind.Regex)];
        var given = forms.Where(form => map.Value(form.Key) is not null).ToList();
        if (given.Count > 1)
        {
            throw MatchErrors.Invalid(
                map.Text(given[0].Key), $"it has {string.Join(" and ", given.Select(form => form.Key))}, of which a request can have one");
        }
        if (given.Count == 0) return null;
        return map.Value(given[0].Key) is IDictionary form
            ? Condition("Path", "Path", form)
            : Plain(given[0].Key, given[0].Kind, map.Text(given[0].Key)!);
    }

    private static StringMatches Conditions(ArgumentMap map, string key, bool lowerCase)
    {
        var value = map.Value(key);
        if (value is null) return StringMatches.Empty;
        var conditions = PairText.Map(value) ?? PairText.Read(value, why => MatchErrors.OfPart(key, ArgumentMap.Describe(value), why))
            ?? throw MatchErrors.OfPart(key, ArgumentMap.Describe(value), "it is neither a hashtable nor a text as end-user=jason");
        return StringMatches.Create(conditions.Cast<DictionaryEntry>().Select(entry =>
            new KeyValuePair<string, StringMatch>(
                lowerCase ? ArgumentMap.Text(entry.Key).ToLowerInvariant() : ArgumentMap.Text(entry.Key),
                Condition(key, ArgumentMap.Text(entry.Key), entry.Value))));
    }

    private static StringMatch Condition(string part, string name, object? value)
    {
        var map = ArgumentMap.Of(
            value is PSObject { BaseObject: IDictionary inner } ? inner : value,
            why => MatchErrors.OfPart(part, name, why),
            "Exact",
            "Prefix",
            "Regex",
            "Present",
            "Not",
            "NotPrefix",
            "NotRegex");
        if (map is null)
        {
            if (value is null) throw MatchErrors.OfPart(part, name, "it has no value; @{ Present = $true } asks whether it is there");
            return Plain(name, StringMatchKind.Exact, ArgumentMap.Text(value));
        }
        if (map.Value("Present") is { } present)
            return new(LanguagePrimitives.IsTrue(present) ? StringMatchKind.Present : StringMatchKind.Absent, "");
        var given = Forms.Where(form => map.Value(form.Key) is not null).ToList();
        if (given.Count != 1)
            throw MatchErrors.OfPart(part, name, $"give one of {string.Join(", ", Forms.Select(form => form.Key))} and Present");
        var (key, kind, isInverse) = given[0];
        var text = map.Text(key)!;
        return (key == "Exact" ? new(kind, text) : Plain(name, kind, text)) with { IsInverse = isInverse };
    }

    /// <summary>A star in a text that nobody called exact is meant as a wildcard, which Istio has none of.</summary>
    private static StringMatch Plain(string where, StringMatchKind kind, string text) =>
        kind != StringMatchKind.Regex && text.Contains('*', StringComparison.Ordinal)
            ? throw MatchErrors.Wildcard(where, kind, text)
            : new(kind, text);

    private static ValueList<string> Gateways(object? value) => value switch
    {
        null => [],
        string one => [one],
        IEnumerable many =>
            many.Cast<object?>().Select(ArgumentMap.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList(),
        _ => throw MatchErrors.Invalid(value, "its Gateway is no text"),
    };
}
