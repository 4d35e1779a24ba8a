using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Yaml;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Selectors of namespaces: texts as kubectl takes them, or maps as in meshConfig.discoverySelectors.</summary>
internal static class SelectorKeys
{
    private static readonly Section<UnstructuredMap> Expression = new(
        "selectorExpression",
        Plain("key", new TextShape("env"), "The key of the label.") with { IsRequired = true },
        Plain(
            "operator", new ChoiceShape(Enum.GetNames<SelectorOperator>().ToValueList()), "What is asked of it.")
            with
        { IsRequired = true },
        Plain("values", new ListShape(new TextShape("prod")), "The values that it is about."));

    private static readonly Section<UnstructuredMap> Map = new(
        "selector",
        Plain("matchLabels", LabelKeys.Shape, "Labels that a namespace must have."),
        Plain("matchExpressions", new ListShape(Expression.Shape), "What else is asked of labels."));

    /// <summary>What a selector may be.</summary>
    public static readonly ValueShape Shape = new EitherShape([new TextShape("istio-discovery=enabled"), Map.Shape]);

    /// <summary>A selector that asks for nothing has no text.</summary>
    public static UnstructuredList? Write(ValueList<NamespaceSelector> selectors) => selectors.Count == 0
        ? null
        : UnstructuredList.From(selectors.Select(
            object (selector) => selector.Requirement.Count == 0 ? UnstructuredMap.Empty : selector.ToString()));

    public static NamespaceSelector Read(object value) => value is UnstructuredMap map
        ? SelectorSyntax.Read(map, InlineYaml.Write(map))
        : SelectorSyntax.Parse((string)value);

    private static DeclarationKey<UnstructuredMap> Plain(string name, ValueShape shape, string summary) =>
        new(name, shape, summary, map => map.GetValueOrDefault(name), (map, value, _) => map.With(name, value));
}
