using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Declarations.Shapes;

/// <summary>A value of a policy, of which its kind knows what it may be.</summary>
internal sealed record PolicyValueShape : ValueShape
{
    private static readonly UnstructuredMap Simple =
        UnstructuredMap.Of(("type", UnstructuredList.Of("string", "number", "boolean")));

    public override string Words => "what the parameter takes: a text, a number, true or false, a list of these, or a map of them";

    public override string Example => "5s";

    public override UnstructuredMap Schema => UnstructuredMap.Of(("anyOf", UnstructuredList.Of(
        Simple,
        UnstructuredMap.Of(("type", "array"), ("items", Simple)),
        UnstructuredMap.Of(("type", "object"), ("additionalProperties", Simple)))));

    public override bool IsKind(object? value) => value switch
    {
        UnstructuredList list => list.All(IsSimple),
        UnstructuredMap map => map.Values.All(IsSimple),
        _ => IsSimple(value),
    };

    private static bool IsSimple(object? value) => value is string or long or double or bool;
}
