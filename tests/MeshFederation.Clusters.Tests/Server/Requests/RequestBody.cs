using System.Text.Json;
using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Requests;

/// <summary>Reads the body of a request.</summary>
internal static class RequestBody
{
    /// <summary>Reads JSON, or YAML where that is allowed.</summary>
    public static JsonObject Read(string body, bool yaml)
    {
        try
        {
            return (TryJson(body) ?? (yaml ? YamlText.Parse(body) : JsonNode.Parse(body))) as JsonObject
                ?? throw Statuses.BadRequest("the object provided is unrecognized: it is no object");
        }
        catch (JsonException error)
        {
            throw Statuses.BadRequest($"the object provided is unrecognized: {error.Message}");
        }
        catch (FormatException error)
        {
            throw Statuses.BadRequest($"error decoding YAML: error converting YAML to JSON: yaml: {error.Message}");
        }
    }

    /// <summary>Reads the options of a DELETE, which may come without a body.</summary>
    public static JsonObject ReadOptions(string body) => body.Length == 0 ? [] : Read(body, yaml: false);

    // Most YAML that comes is JSON, and JSON is read many times faster.
    private static JsonNode? TryJson(string body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
