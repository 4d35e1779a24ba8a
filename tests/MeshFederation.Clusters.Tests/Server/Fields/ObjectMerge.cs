using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;

namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>Lays an applied configuration over a live object: maps and keyed lists merge, everything else is replaced.</summary>
internal static class ObjectMerge
{
    /// <summary>The object with the configuration over it.</summary>
    public static JsonObject Merge(JsonObject live, JsonObject configuration, FieldSchema schema) => Maps(live, configuration, "", schema);

    private static JsonObject Maps(JsonObject live, JsonObject configuration, string path, FieldSchema schema)
    {
        var merged = live.Copy();
        foreach (var (name, value) in configuration) merged[name] = Values(live[name], value, FieldPath.Of(path, name), schema);
        return merged;
    }

    private static JsonNode? Values(JsonNode? live, JsonNode? configuration, string path, FieldSchema schema) =>
        (live, configuration) switch
        {
            (JsonObject before, JsonObject after) when !schema.IsAtomicMap(path) => Maps(before, after, path, schema),
            (JsonArray before, JsonArray after) when schema.KeysOf(path) is { } keys => Lists(before, after, keys, path, schema),
            _ => configuration?.DeepClone(),
        };

    private static JsonArray Lists(JsonArray live, JsonArray configuration, string[] keys, string path, FieldSchema schema)
    {
        var merged = new JsonArray();
        foreach (var (before, after) in ListOrder.Pair(live, configuration, item => PathElement.Item(item, keys, schema)))
            merged.Add(after is null ? before?.DeepClone() : Values(before, after, path + "[]", schema));
        return merged;
    }
}
