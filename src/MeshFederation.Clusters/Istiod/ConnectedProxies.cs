using System.Text.Json;

namespace MeshFederation.Clusters.Istiod;

/// <summary>
/// Reads <c>debug/syncz</c> (istio pilot/pkg/xds/debug.go SyncStatus): every proxy that is connected to the istiod that answers.
/// </summary>
internal static class ConnectedProxies
{
    private static readonly string[] OfEnvoys = ["cluster", "listener", "route", "endpoint"];

    private static readonly string[] OfZtunnels = ["address", "workload", "authorization"];

    /// <summary>What ztunnels are sent, by types of their own (istio pkg/model/xds.go), which have no keys beside their types.</summary>
    private static readonly string[] TypesOfZtunnels =
    [
        "type.googleapis.com/istio.workload.Address", "type.googleapis.com/istio.workload.Workload",
        "type.googleapis.com/istio.security.Authorization",
    ];

    /// <summary>
    /// The kinds of configuration that routes and what they name come in, and those that ztunnels have instead. What waypoints are sent of
    /// these beside the former is not waited for.
    /// </summary>
    public static readonly IReadOnlyList<string> Kinds = [.. OfEnvoys, .. OfZtunnels];

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
        var config = OfEnvoys.Select(kind => new SentConfig(Text(proxy, kind + "_sent"), Text(proxy, kind + "_acked"))).ToList();
        var isEnvoy = config.Exists(kind => kind.Sent.Length > 0);
        config.AddRange(TypesOfZtunnels.Select(type => isEnvoy ? new("", "") : Sent(proxy, type)));
        return new(Text(proxy, "proxy"), config, LastError(proxy));
    }

    private static SentConfig Sent(JsonElement proxy, string type) =>
        Resources(proxy).FirstOrDefault(resource => resource.Name == type) is { Value: { ValueKind: JsonValueKind.Object } sent }
            ? new(Text(sent, "sent"), Text(sent, "acked"))
            : new("", "");

    private static string LastError(JsonElement proxy) =>
        Resources(proxy).Select(resource => Text(resource.Value, "lastError")).FirstOrDefault(error => error.Length > 0) ?? "";

    private static JsonElement.ObjectEnumerator Resources(JsonElement proxy) =>
        proxy.TryGetProperty("resources", out var resources) && resources.ValueKind == JsonValueKind.Object
            ? resources.EnumerateObject()
            : default;

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}
