using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>What a server answered.</summary>
public sealed class Reply
{
    private static readonly string[] DetailParts = ["kind", "group", "name"];
    private readonly string _warning;

    /// <summary>Reads an answer.</summary>
    public Reply(HttpResponseMessage response, string text)
    {
        (Code, Text) = ((int)response.StatusCode, text);
        _warning = response.Headers.TryGetValues("Warning", out var values) ? string.Join(", ", values) : "";
        Json = text.StartsWith('{') ? (JsonObject)JsonNode.Parse(text)! : [];
    }

    /// <summary>The status code.</summary>
    public int Code { get; }

    /// <summary>The body.</summary>
    public string Text { get; }

    /// <summary>The body when it is JSON.</summary>
    public JsonObject Json { get; }

    /// <summary>The warnings.</summary>
    public string Warning => _warning;

    /// <summary>The message of a Status.</summary>
    public string Message => (string?)Json["message"] ?? "";

    /// <summary>The reason of a Status.</summary>
    public string Reason => (string?)Json["reason"] ?? "";

    /// <summary>The resourceVersion of an object.</summary>
    public string Version => (string)Json["metadata"]!["resourceVersion"]!;

    /// <summary>The causes of a Status, as <c>field: message</c>.</summary>
    public string[] Causes =>
        [.. (Json["details"]?["causes"] as JsonArray ?? [])
            .Select(cause => $"{cause!["field"]}: {cause["message"]}").Order(StringComparer.Ordinal)];

    /// <summary>The details of a Status as <c>kind group name</c>.</summary>
    public string Details => string.Join(' ', DetailParts.Select(part => (string?)Json["details"]?[part] ?? "-"));

    /// <summary>The names of a list's items.</summary>
    public string[] Names => [.. (Json["items"] as JsonArray ?? []).Select(item => (string)item!["metadata"]!["name"]!)];

    /// <summary>What managedFields says of a manager, its keys sorted; null when it says nothing.</summary>
    public string? FieldsOf(string manager, string operation = "Apply")
    {
        var entries = Json["metadata"]!["managedFields"] as JsonArray ?? [];
        return entries.FirstOrDefault(
            entry => (string?)entry!["manager"] == manager && (string?)entry["operation"] == operation) is { } found
            ? Sorted(found["fieldsV1"]!)
            : null;
    }

    /// <summary>A part of the object, its keys sorted.</summary>
    public string? Part(params string[] path)
    {
        JsonNode? node = Json;
        foreach (var name in path) node = node?[name];
        return node is null ? null : Sorted(node);
    }

    private static string Sorted(JsonNode node) =>
        Order(node).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static JsonNode Order(JsonNode node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value is null ? null : Order(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Order(item))]),
        _ => node.DeepClone(),
    };
}
