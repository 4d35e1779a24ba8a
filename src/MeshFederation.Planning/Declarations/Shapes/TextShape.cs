using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Declarations.Shapes;

/// <summary>A text.</summary>
internal sealed record TextShape(string Shown) : ValueShape
{
    public override string Words => "a text";

    public override string Example => Shown;

    public override UnstructuredMap Schema => UnstructuredMap.Of(("type", "string"));

    public override bool IsKind(object? value) => value is string;
}
