using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Model.Clusters;

/// <summary>
/// Reads selectors as kubectl takes them: <c>istio-discovery=enabled,env in (prod, stage),!legacy</c>
/// (k8s.io/apimachinery/pkg/labels/selector.go Parse).
/// </summary>
public static class SelectorSyntax
{
    /// <summary>Reads a selector.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The selector.</returns>
    /// <exception cref="MeshException">The text is no selector.</exception>
    public static NamespaceSelector Parse(string text)
    {
        if (text.Trim().Length == 0) throw Invalid(text, "it asks for nothing");
        return new(Parts(text).Select(part => Requirement(part.Trim())
            ?? throw Invalid(
                text, $"'{part.Trim()}' is none of key=value, key!=value, 'key in (a, b)', 'key notin (a, b)', key and !key")));
    }

    /// <summary>A selector of what a matchLabels and a matchExpressions say.</summary>
    /// <param name="requirements">Keys, operators and values.</param>
    /// <param name="source">What was given, for the error.</param>
    /// <returns>The selector.</returns>
    /// <exception cref="MeshException">One of them is none.</exception>
    public static NamespaceSelector Of(
        IEnumerable<(string Key, string Operator, IReadOnlyList<string> Values)> requirements, string source) => new(
            requirements.Select(item => TryRequire(item.Key, item.Operator, item.Values)
                ?? throw Invalid(
                    source,
                    $"'{item.Key}' with the operator '{item.Operator}' and the values '{string.Join(", ", item.Values)}' is none that "
                    + "Kubernetes takes")));

    /// <summary>Reads a selector that is written as a Kubernetes LabelSelector, be it of a hashtable, of YAML or of a plan.</summary>
    /// <param name="selector">The map, with <c>matchLabels</c> and <c>matchExpressions</c>.</param>
    /// <param name="source">What was given, for the error.</param>
    /// <returns>The selector.</returns>
    /// <exception cref="MeshException">It is none.</exception>
    internal static NamespaceSelector Read(UnstructuredMap selector, string source)
    {
        if (selector.Keys.FirstOrDefault(key => key is not ("matchLabels" or "matchExpressions")) is { } stray)
        {
            throw Invalid(source, $"'{stray}' is not one of matchLabels, matchExpressions");
        }

        if (selector.TryGetValue("matchLabels", out var pairs) && pairs is not (null or UnstructuredMap))
            throw Invalid(source, "its matchLabels is no map");
        var labels = (selector.Map("matchLabels") ?? UnstructuredMap.Empty).OrderBy(label => label.Key, StringComparer.Ordinal)
            .Select(label => (label.Key, nameof(SelectorOperator.In), (IReadOnlyList<string>)[Text(label.Value)]));
        return Of(labels.Concat(Expressions(selector, source).Select(item => Expression(item, source))), source);
    }

    /// <summary>A single one needs no list in a language that has none of one item.</summary>
    private static UnstructuredList Expressions(UnstructuredMap selector, string source) =>
        selector.TryGetValue("matchExpressions", out var given) ? given switch
        {
            null => UnstructuredList.Empty,
            UnstructuredList list => list,
            UnstructuredMap single => UnstructuredList.Of(single),
            _ => throw Invalid(source, "its matchExpressions is no list"),
        } : UnstructuredList.Empty;

    private static (string, string, IReadOnlyList<string>) Expression(object? item, string source)
    {
        if (item is not UnstructuredMap map)
        {
            throw Invalid(source, $"'{Yaml.InlineYaml.Write(item)}' is no map with key, operator and values");
        }

        if (map.Keys.FirstOrDefault(key => key is not ("key" or "operator" or "values")) is { } stray)
        {
            throw Invalid(source, $"'{stray}' is not one of key, operator, values");
        }

        var missing = map.Text("key") is not { Length: > 0 } ? "key" : map.Text("operator") is not { Length: > 0 } ? "operator" : null;
        if (missing is not null) throw Invalid(source, $"it has no {missing}");
        var values = map.TryGetValue("values", out var given) && given is not (null or UnstructuredList) ? UnstructuredList.Of(given)
            : map.List("values");
        return (map.Text("key")!, map.Text("operator")!, [.. values.Select(Text)]);
    }

    private static string Text(object? value) => UnstructuredValue.KeyText(value) ?? "";

    /// <summary>The error for what is no selector.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="why">The cause.</param>
    /// <returns>The error.</returns>
    public static MeshException Invalid(string text, string why) => new(
        MeshErrorId.SelectorInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{text}' cannot be read as a selector of namespaces: {why}.",
        "Write it as istio-discovery=enabled, 'env in (prod, stage)', or @{ 'istio-discovery' = 'enabled' }.",
        text);

    /// <summary>A requirement.</summary>
    /// <param name="key">The key of the label.</param>
    /// <param name="operator">The operator in Kubernetes' own words.</param>
    /// <param name="values">The values.</param>
    /// <returns>The requirement, or null when Kubernetes would not take it.</returns>
    public static SelectorRequirement? TryRequire(string key, string @operator, IReadOnlyList<string> values)
    {
        if (!LabelSyntax.IsKey(key)
            || !Enum.TryParse<SelectorOperator>(@operator, out var known)
            || !Enum.IsDefined(known)
            || char.IsDigit(@operator[0]))
        {
            return null;
        }
        var needsValues = known is SelectorOperator.In or SelectorOperator.NotIn;
        if (needsValues != values.Count > 0 || !values.All(value => LabelSyntax.IsValue(value))) return null;
        return new(key, known, values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList());
    }

    /// <summary>The parts between the commas that are not in brackets.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] != ',' || depth > 0) continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }

    private static SelectorRequirement? Requirement(string part)
    {
        if (part.EndsWith(')')) return InBrackets(part);
        if (part.StartsWith('!')) return TryRequire(part[1..].Trim(), nameof(SelectorOperator.DoesNotExist), []);
        var unequal = part.IndexOf("!=", StringComparison.Ordinal);
        if (unequal > 0) return TryRequire(part[..unequal].Trim(), nameof(SelectorOperator.NotIn), [part[(unequal + 2)..].Trim()]);
        return part.IndexOf('=', StringComparison.Ordinal) is > 0 and var equal
            ? TryRequire(part[..equal].Trim(), nameof(SelectorOperator.In), [part[(equal + 1)..].TrimStart('=').Trim()])
            : TryRequire(part, nameof(SelectorOperator.Exists), []);
    }

    private static SelectorRequirement? InBrackets(string part)
    {
        var open = part.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || part[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var key, ("in" or "notin") and var word])
            return null;
        var values = part[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries);
        return TryRequire(key, word == "in" ? nameof(SelectorOperator.In) : nameof(SelectorOperator.NotIn), values);
    }
}
