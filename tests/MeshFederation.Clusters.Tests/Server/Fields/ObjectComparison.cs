using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;

namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>What differs between two states of an object.</summary>
internal sealed record ObjectComparison(FieldSet Added, FieldSet Modified, FieldSet Removed)
{
    private static readonly ObjectComparison Nothing = new(FieldSet.Empty, FieldSet.Empty, FieldSet.Empty);

    /// <summary>Whether nothing differs.</summary>
    public bool IsSame => Added.IsEmpty && Modified.IsEmpty && Removed.IsEmpty;

    /// <summary>Compares two states.</summary>
    public static ObjectComparison Between(JsonObject before, JsonObject after, FieldSchema schema) => Maps(before, after, "", schema);

    /// <summary>Leaves out some fields.</summary>
    public ObjectComparison Except(FieldSet fields) => new(Added.Except(fields), Modified.Except(fields), Removed.Except(fields));

    private static ObjectComparison Maps(JsonObject before, JsonObject after, string path, FieldSchema schema) => Join(
        before.Select(entry => entry.Key).Union(after.Select(entry => entry.Key)).Select(name => (
            PathElement.Field(name),
            Entries(before.ContainsKey(name), before[name], after.ContainsKey(name), after[name], FieldPath.Of(path, name), schema))));

    private static ObjectComparison Entries(bool had, JsonNode? before, bool has, JsonNode? after, string path, FieldSchema schema)
    {
        if (!had) return Nothing with { Added = EveryField.Of(after, path, schema) };
        if (!has) return Nothing with { Removed = EveryField.Of(before, path, schema) };
        return (before, after) switch
        {
            (JsonObject left, JsonObject right) when !schema.IsAtomicMap(path) => Maps(left, right, path, schema),
            (JsonArray left, JsonArray right) when schema.KeysOf(path) is { } keys => Lists(left, right, keys, path, schema),
            _ => JsonText.Same(before, after) ? Nothing : Nothing with { Modified = FieldSet.Leaf },
        };
    }

    private static ObjectComparison Lists(JsonArray before, JsonArray after, string[] keys, string path, FieldSchema schema)
    {
        var left = before.ToDictionary(item => PathElement.Item(item, keys, schema), StringComparer.Ordinal);
        var right = after.ToDictionary(item => PathElement.Item(item, keys, schema), StringComparer.Ordinal);
        return Join(left.Keys.Union(right.Keys).Select(element => (element, Entries(
            left.ContainsKey(element),
            left.GetValueOrDefault(element),
            right.ContainsKey(element),
            right.GetValueOrDefault(element),
            path + "[]",
            schema))));
    }

    private static ObjectComparison Join(IEnumerable<(string Element, ObjectComparison Child)> children)
    {
        var all = children.ToArray();
        FieldSet Of(Func<ObjectComparison, FieldSet> part) =>
            new(member: false, all.Select(entry => KeyValuePair.Create(entry.Element, part(entry.Child))));
        return new(Of(child => child.Added), Of(child => child.Modified), Of(child => child.Removed));
    }
}
