using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Declarations.Shapes;

/// <summary>A map with keys of one's own, as labels are.</summary>
/// <param name="Item">What stands behind each key.</param>
/// <param name="Of">What the keys are, as <c>labels</c>.</param>
/// <param name="Shown">A key as it is written.</param>
internal sealed record MapShape(ValueShape Item, string Of, string Shown) : ValueShape
{
    /// <summary>Whether an empty one says nothing, and not all where some were meant.</summary>
    public bool MayBeEmpty { get; init; }

    public override string Words => $"a map of {Of}, behind each {Item.Words}";

    public override string Example => $"{{{Shown}: {Item.Example}}}";

    public override UnstructuredMap Schema =>
        UnstructuredMap.Of(("type", "object"), ("additionalProperties", Item.Schema), ("minProperties", MayBeEmpty ? null : 1L));

    public override bool IsKind(object? value) => value is UnstructuredMap;

    public override bool Fits(object? value) => value is UnstructuredMap map && map.Values.All(Item.Fits);

    public override void Check(object? value, ValuePath path)
    {
        base.Check(value, path);
        if (!MayBeEmpty && value is UnstructuredMap { Count: 0 }) throw DeclarationErrors.Wrong(path, Words, "empty", Hint);
        foreach (var (key, item) in (UnstructuredMap)value!) Item.Check(item, path.Under(key));
    }
}
