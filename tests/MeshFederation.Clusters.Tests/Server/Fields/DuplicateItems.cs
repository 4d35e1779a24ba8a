using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;

namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>Finds items of keyed lists that have the same keys.</summary>
internal static class DuplicateItems
{
    /// <summary>What is wrong with an object, as the server says it; null when nothing is.</summary>
    public static string? In(JsonObject value, FieldSchema schema) => Find(value, "", "", schema).FirstOrDefault();

    private static IEnumerable<string> Find(JsonNode? value, string path, string text, FieldSchema schema) => value switch
    {
        JsonObject map => map.SelectMany(entry => Find(entry.Value, FieldPath.Of(path, entry.Key), $"{text}.{entry.Key}", schema)),
        JsonArray list when schema.KeysOf(path) is { } keys => OfList(list, keys, path, text, schema),
        _ => [],
    };

    private static IEnumerable<string> OfList(JsonArray list, string[] keys, string path, string text, FieldSchema schema)
    {
        var elements = list.Select(item => (Item: item, Key: PathElement.ToText(PathElement.Item(item, keys, schema)))).ToArray();
        return elements.GroupBy(element => element.Key)
            .Where(group => group.Count() > 1)
            .Select(group => $"{text}: duplicate entries for key {group.Key}")
            .Concat(elements.SelectMany(element => Find(element.Item, path + "[]", text + element.Key, schema)));
    }
}
