using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server;

/// <summary>JSON text as the server writes it: on one line, with no more escapes than needed.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a value.</summary>
    public static string Write(JsonNode? node) => node is null ? "null" : node.ToJsonString(Options);

    /// <summary>Whether two values are the same.</summary>
    public static bool Same(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(left, right);

    /// <summary>A copy that may be changed.</summary>
    public static JsonObject Copy(this JsonObject value) => (JsonObject)value.DeepClone();
}
