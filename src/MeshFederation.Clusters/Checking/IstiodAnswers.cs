using System.Globalization;
using System.Text.Json;
using MeshFederation.Analysis.Checks;

namespace MeshFederation.Clusters.Checking;

/// <summary>Reads what istiod answers (istio pilot/pkg/xds/debug.go SyncStatus, ConfigDump, endpointShardz).</summary>
internal static class IstiodAnswers
{
    private static readonly string[] Resources = ["cluster", "listener", "route", "endpoint"];

    /// <summary>The metrics that tell of something refused or there twice (istio pilot/pkg/xds/monitoring.go, pilot/pkg/model/push_context.go).</summary>
    private static readonly string[] Counted =
    [
        "pilot_total_xds_rejects", "pilot_total_rejected_configs", "pilot_conflict_inbound_listener", "pilot_conflict_outbound_listener_tcp_over_current_tcp",
        "pilot_vservice_dup_domain", "pilot_destrule_subsets", "pilot_duplicate_envoy_clusters",
    ];

    public static IReadOnlyList<ProxySync> Proxies(string text)
    {
        using var json = JsonDocument.Parse(text);
        return [.. json.RootElement.EnumerateArray().Select(proxy => new ProxySync(Text(proxy, "proxy"), [.. Resources.Where(resource => IsStale(proxy, resource))], LastError(proxy)))];
    }

    public static IReadOnlySet<string> Configs(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.EnumerateArray().Where(item => item.TryGetProperty("metadata", out _))
            .Select(item => (kind: Text(item, "kind"), metadata: item.GetProperty("metadata")))
            .Select(item => $"{item.kind}/{Text(item.metadata, "namespace")}/{Text(item.metadata, "name")}").ToHashSet(StringComparer.Ordinal);
    }

    public static IReadOnlyDictionary<string, int> Endpoints(string text)
    {
        using var json = JsonDocument.Parse(text);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var host in json.RootElement.EnumerateObject()) counts[host.Name] = host.Value.EnumerateObject().Sum(space => Shards(space.Value));
        return counts;
    }

    public static IReadOnlyDictionary<string, double> Metrics(string text)
    {
        var found = Counted.ToDictionary(name => name, _ => 0.0, StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var end = line.AsSpan().IndexOfAny('{', ' ');
            if (end <= 0 || !found.ContainsKey(line[..end])) continue;
            if (double.TryParse(line.AsSpan(line.LastIndexOf(' ') + 1).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) found[line[..end]] += value;
        }

        return found;
    }

    private static int Shards(JsonElement space) => !space.TryGetProperty("Shards", out var shards) || shards.ValueKind != JsonValueKind.Object
        ? 0
        : shards.EnumerateObject().Sum(shard => shard.Value.ValueKind == JsonValueKind.Array ? shard.Value.GetArrayLength() : 0);

    private static bool IsStale(JsonElement proxy, string resource)
    {
        var sent = Text(proxy, resource + "_sent");
        return sent.Length > 0 && sent != Text(proxy, resource + "_acked");
    }

    private static string LastError(JsonElement proxy)
    {
        if (!proxy.TryGetProperty("resources", out var resources) || resources.ValueKind != JsonValueKind.Object) return "";
        return resources.EnumerateObject().Select(resource => Text(resource.Value, "lastError")).FirstOrDefault(error => error.Length > 0) ?? "";
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
