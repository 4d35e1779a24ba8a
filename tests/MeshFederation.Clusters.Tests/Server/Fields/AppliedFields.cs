using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;

namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>Tells which fields an applied configuration names: these are what its manager will own.</summary>
internal static class AppliedFields
{
    /// <summary>The fields of an object.</summary>
    public static FieldSet Of(JsonObject value, FieldSchema schema) => OfMap(value, "", schema, member: false);

    private static FieldSet OfMap(JsonObject map, string path, FieldSchema schema, bool member)
    {
        if (schema.IsAtomicMap(path)) return FieldSet.Leaf;
        var open = schema.IsOpenMap(path);
        return new(member || (map.Count == 0 && path.Length > 0), map.Select(entry =>
            KeyValuePair.Create(PathElement.Field(entry.Key), OfValue(entry.Value, FieldPath.Of(path, entry.Key), schema, open))));
    }

    private static FieldSet OfValue(JsonNode? value, string path, FieldSchema schema, bool member) => value switch
    {
        JsonObject map => OfMap(map, path, schema, member),
        JsonArray list when schema.KeysOf(path) is { } keys => OfList(list, keys, path, schema),
        _ => FieldSet.Leaf,
    };

    private static FieldSet OfList(JsonArray list, string[] keys, string path, FieldSchema schema) => new(member: false, list.Select(item =>
        KeyValuePair.Create(PathElement.Item(item, keys, schema), OfValue(item, path + "[]", schema, member: true))));
}
