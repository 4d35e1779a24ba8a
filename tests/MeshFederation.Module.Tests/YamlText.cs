#pragma warning disable IDE0130 // It stands in for a type of the test server, under that name.
using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server;

/// <summary>Stands in for the reader of YAML of the test server, and reads JSON.</summary>
public static class YamlText
{
    /// <summary>The document.</summary>
    public static JsonNode? Parse(string json) => JsonNode.Parse(json);

    /// <summary>The document, as the only one.</summary>
    public static IEnumerable<JsonNode?> All(string json) => [Parse(json)];
}
