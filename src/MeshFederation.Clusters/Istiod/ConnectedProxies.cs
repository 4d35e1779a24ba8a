using System.Text.Json;

namespace MeshFederation.Clusters.Istiod;

/// <summary>
/// Reads <c>debug/syncz</c> (istio pilot/pkg/xds/debug.go SyncStatus): every proxy that is connected to the istiod that answers.
/// </summary>
internal static class ConnectedProxies
{
    /// <summary>The kinds of configuration that routes and what they name come in.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["cluster", "listener", "route", "endpoint"];

    /// <summary>Reads an answer.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">It has another form.</exception>
    public static IReadOnlyList<ConnectedProxy> Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Null ? [] : [.. root.EnumerateArray().Select(Proxy)];
    }

    private static ConnectedProxy Proxy(JsonElement proxy)
    {
        var config = Kinds.Select(kind => new SentConfig(Text(proxy, kind + "_sent"), Text(proxy, kind + "_acked")));
        return new(Text(proxy, "proxy"), [.. config], LastError(proxy));
    }

    private static string LastError(JsonElement proxy)
    {
        if (!proxy.TryGetProperty("resources", out var resources) || resources.ValueKind != JsonValueKind.Object) return "";
        return resources.EnumerateObject()
            .Select(resource => Text(resource.Value, "lastError")).FirstOrDefault(error => error.Length > 0) ?? "";
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}
