using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;

namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>All fields of a value, those that hold others too: what comes or goes with it.</summary>
internal static class EveryField
{
    /// <summary>The fields of a value at a path.</summary>
    public static FieldSet Of(JsonNode? value, string path, FieldSchema schema) => value switch
    {
        JsonObject map when !schema.IsAtomicMap(path) => new(member: true, map.Select(entry =>
            KeyValuePair.Create(PathElement.Field(entry.Key), Of(entry.Value, FieldPath.Of(path, entry.Key), schema)))),
        JsonArray list when schema.KeysOf(path) is { } keys => new(member: true, list.Select(item =>
            KeyValuePair.Create(PathElement.Item(item, keys, schema), Of(item, path + "[]", schema)))),
        _ => FieldSet.Leaf,
    };
}
