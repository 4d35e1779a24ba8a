using System.Globalization;
using System.Text;
using System.Text.Json;
using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Istiod;

namespace MeshFederation.Clusters.Checking;

/// <summary>Reads what istiod answers for checks (istio pilot/pkg/xds/debug.go endpointShardz).</summary>
internal static class IstiodAnswers
{
    /// <summary>
    /// The metrics that tell of something refused or there twice (istio pilot/pkg/xds/monitoring.go, pilot/pkg/model/push_context.go).
    /// </summary>
    private static readonly string[] Counted =
    [
        "pilot_total_xds_rejects", "pilot_total_rejected_configs", "pilot_conflict_inbound_listener",
        "pilot_conflict_outbound_listener_tcp_over_current_tcp",
        "pilot_vservice_dup_domain", "pilot_destrule_subsets", "pilot_duplicate_envoy_clusters",
    ];

    public static IReadOnlyList<ProxySync> Proxies(byte[] body) => [.. ConnectedProxies.Read(body).Select(Sync)];

    public static IReadOnlyDictionary<string, int> Endpoints(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var host in json.RootElement.EnumerateObject())
            counts[host.Name] = host.Value.EnumerateObject().Sum(space => Shards(space.Value));
        return counts;
    }

    public static IReadOnlyDictionary<string, double> Metrics(byte[] body)
    {
        var found = Counted.ToDictionary(name => name, _ => 0.0, StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(body).Split('\n'))
        {
            var end = line.AsSpan().IndexOfAny('{', ' ');
            if (end <= 0 || !found.ContainsKey(line[..end])) continue;
            if (double.TryParse(
                line.AsSpan(line.LastIndexOf(' ') + 1).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                found[line[..end]] += value;
            }
        }

        return found;
    }

    private static int Shards(JsonElement space) =>
        !space.TryGetProperty("Shards", out var shards) || shards.ValueKind != JsonValueKind.Object
            ? 0
            : shards.EnumerateObject().Sum(shard => shard.Value.ValueKind == JsonValueKind.Array ? shard.Value.GetArrayLength() : 0);

    private static ProxySync Sync(ConnectedProxy proxy) =>
        new(proxy.Name, [.. ConnectedProxies.Kinds.Where((_, index) => !proxy.Config[index].IsTaken)], proxy.LastError);
}
