using System.Collections;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Takes selectors of namespaces: texts as kubectl takes them, hashtables of labels, or hashtables with matchLabels and matchExpressions as
/// in YAML.
/// </summary>
public sealed class NamespaceSelectorArgumentAttribute : FriendlyArgumentAttribute<NamespaceSelector>
{
    private const string Labels = "matchLabels";
    private const string Expressions = "matchExpressions";

    /// <inheritdoc />
    protected override NamespaceSelector Read(object? item) => item switch
    {
        NamespaceSelector selector => selector,
        string text => SelectorSyntax.Parse(text),
        _ => Map(item),
    };

    /// <summary>A text is one selector; its commas stand between what must all hold.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text.</returns>
    protected override IEnumerable<object?> Split(string text) => [text];

    private static NamespaceSelector Map(object? item)
    {
        var typed = ArgumentMap.Describe(item);
        if (item is not IDictionary map) throw SelectorSyntax.Invalid(typed, "it is neither a text nor a hashtable");
        if (!map.Keys.Cast<object>().Any(key => key is string name && IsPart(name)))
            return SelectorSyntax.Of(ArgumentMap.Texts(map).Select(label => Equal(label.Key, label.Value)), typed);
        return SelectorSyntax
            .Read(ArgumentTree.Map(map, why => SelectorSyntax.Invalid(typed, why), Labels, Expressions, "key", "operator", "values"),
                typed);
    }

    private static bool IsPart(string key) =>
        key.Equals(Labels, StringComparison.OrdinalIgnoreCase) || key.Equals(Expressions, StringComparison.OrdinalIgnoreCase);

    private static (string Key, string Operator, IReadOnlyList<string> Values) Equal(string key, string value) =>
        (key, nameof(SelectorOperator.In), [value]);
}
