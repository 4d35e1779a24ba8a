using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Declarations.Shapes;

/// <summary>A list; where one thing is enough it may stand by itself.</summary>
internal sealed record ListShape(ValueShape Item, bool IsStrict = false) : ValueShape
{
    public override string Words => IsStrict ? $"a list, of which each item is {Item.Words}" : $"{Item.Words}, or a list of these";

    public override string Example => $"[{Item.Example}]";

    public override UnstructuredMap Schema
    {
        get
        {
            var list = UnstructuredMap.Of(("type", "array"), ("items", Item.Schema), ("minItems", 1L));
            return IsStrict ? list : UnstructuredMap.Of(("anyOf", UnstructuredList.Of(Item.Schema, list)));
        }
    }

    /// <summary>The items with the way to each.</summary>
    public static IEnumerable<(object? Item, ValuePath Path)> Items(object? value, ValuePath path) => value is UnstructuredList list
        ? list.Select((item, index) => (item, path.Item(index)))
        : [(value, path)];

    public override bool IsKind(object? value) => value is UnstructuredList || (!IsStrict && Item.IsKind(value));

    public override bool Fits(object? value) => value is UnstructuredList list ? list.All(Item.Fits) : !IsStrict && Item.Fits(value);

    public override void Check(object? value, ValuePath path)
    {
        base.Check(value, path);

        // A template whose loop gave no item would say all requests, or all destinations, where some were meant.
        if (value is UnstructuredList { Count: 0 }) throw DeclarationErrors.Wrong(path, Words, "empty", Hint);
        foreach (var (item, where) in Items(value, path)) Item.Check(item, where);
    }
}
