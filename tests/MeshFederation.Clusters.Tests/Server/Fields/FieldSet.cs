using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>
/// A set of fields as <c>fieldsV1</c> of managedFields writes it: a tree whose edges are <c>f:name</c>, <c>k:{"key":"value"}</c>
/// or <c>v:"value"</c>, and whose members are the fields that are owned. It does not change once it is made.
/// </summary>
public sealed class FieldSet : IEquatable<FieldSet>
{
    /// <summary>The set without fields.</summary>
    public static readonly FieldSet Empty = new(member: false, []);

    /// <summary>The set of its own root alone.</summary>
    public static readonly FieldSet Leaf = new(member: true, []);

    private readonly SortedDictionary<string, FieldSet> _children;

    /// <summary>Makes a set; children without fields are left out.</summary>
    public FieldSet(bool member, IEnumerable<KeyValuePair<string, FieldSet>> children)
    {
        IsMember = member;
        _children = new(StringComparer.Ordinal);
        foreach (var (element, child) in children)
            if (!child.IsEmpty) _children[element] = child;
    }

    /// <summary>Whether the root of this tree is a field of the set.</summary>
    public bool IsMember { get; }

    /// <summary>Whether the set has no field.</summary>
    public bool IsEmpty => !IsMember && _children.Count == 0;

    /// <summary>What lies below, by path element.</summary>
    public IReadOnlyDictionary<string, FieldSet> Children => _children;

    /// <summary>What lies below a path element; null when nothing does.</summary>
    public FieldSet? Below(string element) => _children.GetValueOrDefault(element);

    /// <summary>Reads what <c>fieldsV1</c> holds.</summary>
    public static FieldSet Parse(JsonObject json) => new(
        json.Count == 0 || json.ContainsKey("."),
        json.Where(entry => entry.Key != ".").Select(entry => KeyValuePair.Create(entry.Key, Parse((JsonObject)entry.Value!))));

    /// <summary>The set as <c>fieldsV1</c> holds it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (IsMember && _children.Count > 0) json["."] = new JsonObject();
        foreach (var (element, child) in _children) json[element] = child.ToJson();
        return json;
    }

    /// <summary>The fields of either set.</summary>
    public FieldSet Union(FieldSet other) => Combine(this, other, (mine, theirs) => mine || theirs);

    /// <summary>The fields of both sets.</summary>
    public FieldSet Intersect(FieldSet other) => Combine(this, other, (mine, theirs) => mine && theirs);

    /// <summary>The fields of this set that are not in the other.</summary>
    public FieldSet Except(FieldSet other) => Combine(this, other, (mine, theirs) => mine && !theirs);

    /// <summary>The set without the trees below some paths.</summary>
    public FieldSet Without(FieldSet trees) => trees.IsMember
        ? Empty
        : new(IsMember, _children.Select(
            entry => KeyValuePair.Create(entry.Key, trees.Below(entry.Key) is { } below ? entry.Value.Without(below) : entry.Value)));

    /// <summary>The paths of all fields, as messages of the server write them.</summary>
    public IEnumerable<string> Paths(string root = "")
    {
        if (IsMember) yield return root;
        foreach (var (element, child) in _children)
            foreach (var path in child.Paths(root + PathElement.ToText(element))) yield return path;
    }

    /// <inheritdoc />
    public bool Equals(FieldSet? other) => other is not null && JsonNode.DeepEquals(ToJson(), other.ToJson()) && IsMember == other.IsMember;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as FieldSet);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(IsMember, _children.Count);

    private static FieldSet Combine(FieldSet mine, FieldSet theirs, Func<bool, bool, bool> member) => new(
        member(mine.IsMember, theirs.IsMember),
        mine._children.Keys.Union(theirs._children.Keys).Select(element =>
            KeyValuePair.Create(element, Combine(mine.Below(element) ?? Empty, theirs.Below(element) ?? Empty, member))));
}
