using System.Globalization;
using System.Text;
using System.Text.Json;
using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Istiod;

namespace MeshFederation.Clusters.Checking;

/// <summary>Reads what istiod answers for checks (istio pilot/pkg/xds/debug.go endpointShardz, ambientz).</summary>
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

    /// <summary>
    /// Reads <c>debug/ambientz</c> (istio pilot/pkg/xds/debug.go ambientz): workloads and Services as ztunnels are sent them. What is
    /// behind a gateway has its address in place of one of its own.
    /// </summary>
    public static ZtunnelView Ztunnels(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var endpoints = Items(json.RootElement, "workloads")
            .Where(workload => workload.TryGetProperty("networkGateway", out _) && workload.TryGetProperty("services", out _))
            .SelectMany(
                workload => workload.GetProperty("services").EnumerateObject(),
                (workload, service) => $"{Text(workload, "network")}/{service.Name}");
        var identities = Items(json.RootElement, "services")
            .Where(service => service.TryGetProperty("subjectAltNames", out _))
            .SelectMany(
                service => service.GetProperty("subjectAltNames").EnumerateArray(),
                (service, name) => $"{Text(service, "namespace")}/{Text(service, "hostname")}={name.GetString()}");
        return new(endpoints.ToHashSet(StringComparer.Ordinal), identities.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>A list, which is null where it has none.</summary>
    private static JsonElement.ArrayEnumerator Items(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var list) ? throw new FormatException($"It has no {name}.")
            : list.ValueKind == JsonValueKind.Null ? default : list.EnumerateArray();

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static int Shards(JsonElement space) =>
        !space.TryGetProperty("Shards", out var shards) || shards.ValueKind != JsonValueKind.Object
            ? 0
            : shards.EnumerateObject().Sum(shard => shard.Value.ValueKind == JsonValueKind.Array ? shard.Value.GetArrayLength() : 0);

    private static ProxySync Sync(ConnectedProxy proxy) =>
        new(proxy.Name, [.. ConnectedProxies.Kinds.Where((_, index) => !proxy.Config[index].IsTaken)], proxy.LastError);
}
