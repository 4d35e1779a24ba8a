using System.Globalization;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Declarations.Shapes;

/// <summary>A whole number in a range.</summary>
internal sealed record WholeShape(long Least, long Most, long Shown) : ValueShape
{
    public override string Words => FormattableString.Invariant($"a whole number from {Least} to {Most}");

    public override string Example => Shown.ToString(CultureInfo.InvariantCulture);

    public override UnstructuredMap Schema => UnstructuredMap.Of(("type", "integer"), ("minimum", Least), ("maximum", Most));

    public override bool IsKind(object? value) => value is long;

    public override void Check(object? value, ValuePath path)
    {
        base.Check(value, path);
        if ((long)value! < Least || (long)value > Most)
            throw DeclarationErrors.Wrong(path, Words, FormattableString.Invariant($"{value}"), Hint);
    }
}
