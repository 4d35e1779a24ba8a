using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Declarations.Shapes;

/// <summary>One of several shapes.</summary>
internal sealed record EitherShape(ValueList<ValueShape> Option) : ValueShape
{
    public override string Words => string.Join(", or ", Option.Select(option => option.Words));

    public override string Example => string.Join(" or ", Option.Select(option => option.Example));

    public override UnstructuredMap Schema =>
        UnstructuredMap.Of(("anyOf", UnstructuredList.From(Option.Select(option => option.Schema))));

    public override bool IsKind(object? value) => Option.Any(option => option.IsKind(value));

    public override bool Fits(object? value) => Option.Any(option => option.Fits(value));

    /// <summary>Where none fits, the one of its kind says best what is wrong.</summary>
    public override void Check(object? value, ValuePath path)
    {
        base.Check(value, path);
        (Option.FirstOrDefault(option => option.Fits(value)) ?? Option.First(option => option.IsKind(value))).Check(value, path);
    }
}
