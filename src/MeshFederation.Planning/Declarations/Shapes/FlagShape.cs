using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Declarations.Shapes;

/// <summary>True or false.</summary>
internal sealed record FlagShape : ValueShape
{
    public override string Words => "true or false";

    public override string Example => "true";

    public override UnstructuredMap Schema => UnstructuredMap.Of(("type", "boolean"));

    public override bool IsKind(object? value) => value is bool;
}
