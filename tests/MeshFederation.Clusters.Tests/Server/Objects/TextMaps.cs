using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>Maps of texts, which are Go maps in every kind: a null becomes an empty text.</summary>
internal static class TextMaps
{
    /// <summary>Replaces the nulls of labels, annotations and data.</summary>
    public static void FillNulls(JsonObject value)
    {
        foreach (var map in new[] { value["metadata"]?["labels"], value["metadata"]?["annotations"], value["data"] }.OfType<JsonObject>())
            foreach (var name in map.Where(entry => entry.Value is null).Select(entry => entry.Key).ToArray()) map[name] = "";
    }
}
