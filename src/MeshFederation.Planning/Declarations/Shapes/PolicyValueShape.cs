using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Declarations.Shapes;

/// <summary>A value of a policy, of which its kind knows what it may be.</summary>
internal sealed record PolicyValueShape : ValueShape
{
    private static readonly UnstructuredMap Simple =
        UnstructuredMap.Of(("type", UnstructuredList.Of("string", "number", "boolean")));

    /// <summary>Values of headers are sent as they are written, and 1.10 without quotes would be 1.1.</summary>
    private static readonly TextShape Header = new("'1.10'");

    public override string Words => "what the parameter takes: a text, a number, true or false, a list of these, or a map of texts";

    public override string Example => "5s";

    public override UnstructuredMap Schema => UnstructuredMap.Of(("anyOf", UnstructuredList.Of(
        Simple,
        UnstructuredMap.Of(("type", "array"), ("items", Simple)),
        UnstructuredMap.Of(("type", "object"), ("additionalProperties", Header.Schema)))));

    public override bool IsKind(object? value) => value switch
    {
        UnstructuredList list => list.All(IsSimple),
        UnstructuredMap => true,
        _ => IsSimple(value),
    };

    public override void Check(object? value, ValuePath path)
    {
        base.Check(value, path);
        if (value is not UnstructuredMap map) return;
        foreach (var (key, item) in map) Header.Check(item, path.Under(key));
    }

    private static bool IsSimple(object? value) => value is string or long or double or bool;
}
