using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Declarations.Keys;

namespace MeshFederation.Planning.Declarations.Shapes;

/// <summary>A map with keys of which each has a meaning.</summary>
/// <param name="Name">What it is, as <c>cluster</c>.</param>
/// <param name="Key">The keys, in the order in which they are written.</param>
internal sealed record SectionShape(string Name, ValueList<DeclarationKey> Key) : ValueShape
{
    public override string Words => $"a map with the keys of a {Name}";

    public override string Example =>
        $"{{{string.Join(", ", Key.Where(key => key.IsRequired).DefaultIfEmpty(Key[0]).Select(Shown))}}}";

    public override string Hint => $"Its keys are {string.Join(", ", Key.Select(key => key.Name))}.";

    /// <summary>A section is said once in a schema, by its name.</summary>
    public override UnstructuredMap Schema => UnstructuredMap.Of(("$ref", "#/definitions/" + Name));

    /// <summary>What the schema says of it, under its name.</summary>
    public UnstructuredMap Definition => UnstructuredMap.Of(
        ("type", "object"),
        ("additionalProperties", false),
        ("required", Key.Any(key => key.IsRequired)
            ? UnstructuredList.From(Key.Where(key => key.IsRequired).Select(key => key.Name))
            : null),
        ("properties", UnstructuredMap.Read(
            Key.Select(key => key.Name), Key.Select(object? (key) => key.Shape.Schema.With("description", key.Summary)))));

    private static string Shown(DeclarationKey key) => $"{key.Name}: {key.Shape.Example}";

    public override bool IsKind(object? value) => value is UnstructuredMap;

    public override void Check(object? value, ValuePath path)
    {
        base.Check(value, path);
        var map = (UnstructuredMap)value!;
        foreach (var name in map.Keys)
        {
            if (Key.All(key => key.Name != name)) throw DeclarationErrors.UnknownKey(path, name, [.. Key.Select(key => key.Name)]);
        }

        foreach (var key in Key)
        {
            if (map.TryGetValue(key.Name, out var item)) key.Shape.Check(item, path.Under(key.Name));
            else if (key.IsRequired) throw DeclarationErrors.Missing(path, key.Name, key.Shape.Example);
        }
    }
}
