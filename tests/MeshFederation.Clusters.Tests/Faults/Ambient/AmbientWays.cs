using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Faults.Ambient;

/// <summary>
/// Where requests to Services end in ambient mode, by what the clusters hold alone: at a waypoint those that routes name take them, else
/// what the Service selects, which are pods and what stands for those of other networks. What is selected gets requests at once, so each
/// must lead somewhere: a Gateway for its network, and there one that takes tunnels and a global Service of the same name with pods.
/// </summary>
internal sealed class AmbientWays
{
    private const string Ours = "meshfederation.io/";
    private const string Global = "istio.io/global";
    private const string Network = "topology.istio.io/network";

    private readonly ILookup<(string Cluster, string Kind), JsonNode> _objects;

    public AmbientWays(MeshState state) => _objects = state.Objects.ToLookup(
        entry => (entry.Key.Split(' ')[0], entry.Key.Split(' ')[1]), entry => JsonNode.Parse(entry.Value)!);

    /// <summary>The requests that end nowhere, each as a sentence.</summary>
    public IEnumerable<string> Broken() =>
        from called in Called()
        let problem = Problem(called.Cluster, called.Service)
        where problem.Length > 0
        select $"{called.Cluster}: {NameOf(called.Service)}: {problem}";

    /// <summary>The Services that were called before and are to be called afterwards, and lead nowhere now.</summary>
    public static IEnumerable<string> Lost(MeshState begun, MeshState now, MeshState after) =>
        new AmbientWays(begun).Reached().Intersect(new AmbientWays(after).Reached()).Except(new AmbientWays(now).Reached())
            .Select(called => $"{called} was called and is to be, and leads nowhere");

    /// <summary>The Services by whose names somebody may call, with pods or what stands for them, or routes to those of others.</summary>
    private IReadOnlyList<string> Reached() =>
    [
        .. Called().Where(called => IsReached(called.Cluster, called.Service))
            .Select(called => $"{called.Cluster} {NameOf(called.Service)}"),
    ];

    /// <summary>Those of shares are called by routes alone.</summary>
    private IEnumerable<(string Cluster, JsonNode Service)> Called() =>
        from kind in _objects
        where kind.Key.Kind == "Service"
        from service in kind
        where service["metadata"]!["labels"]?[Ours + "service"] is null
        select (kind.Key.Cluster, service);

    private string Problem(string cluster, JsonNode service)
    {
        var routed = Routed(cluster, service).ToList();
        foreach (var name in routed)
        {
            if (Find(cluster, name) is not { } share) return $"there is no Service '{name}', to which a route leads";
            if (!IsReached(cluster, share)) return $"the Service '{name}', to which a route leads, has no endpoint";
        }

        foreach (var called in routed.Count == 0 ? [service] : routed.Select(name => Find(cluster, name)!))
        {
            foreach (var entry in Selected(cluster, called))
            {
                if (Problem(cluster, NameOf(called), (string)entry["spec"]!["network"]!) is { Length: > 0 } problem)
                    return $"'{NameOf(entry)}' as '{NameOf(called)}': {problem}";
            }
        }

        return "";
    }

    private string Problem(string cluster, string name, string network)
    {
        if (!Gateways(cluster, "istio-remote").Any(gateway => (string?)gateway["metadata"]!["labels"]?[Network] == network))
            return "no Gateway stands for its network";
        var server = _objects.Select(kind => kind.Key.Cluster).First(other => AmbientServices.NetworkOf(other) == network);
        if (!Gateways(server, "istio-east-west").Any()) return "no Gateway takes tunnels there";
        if (Find(server, name) is not { } service) return "there is no such Service there";
        if (!IsGlobal(service)) return "the Service there is not global";
        return IsOwn(service) ? "" : "the Service there selects no pods";
    }

    private bool IsReached(string cluster, JsonNode service) =>
        Routed(cluster, service).Any() || IsOwn(service) || Selected(cluster, service).Any();

    /// <summary>A Service that is not global has none of other networks.</summary>
    private IEnumerable<JsonNode> Selected(string cluster, JsonNode service) => IsGlobal(service)
        ? _objects[(cluster, "WorkloadEntry")].Where(entry => Selector(service).All(
            label => (string?)entry["spec"]!["labels"]?[label.Key] == (string?)label.Value))
        : [];

    private IEnumerable<string> Routed(string cluster, JsonNode service) =>
        from routes in _objects[(cluster, "VirtualService")]
        where ((JsonArray)routes["spec"]!["hosts"]!).Any(host => ((string)host!).Split('.')[0] == NameOf(service))
        from route in (JsonArray)routes["spec"]!["http"]!
        from destination in (JsonArray)route!["route"]!
        select ((string)destination!["destination"]!["host"]!).Split('.')[0];

    private IEnumerable<JsonNode> Gateways(string cluster, string name) =>
        _objects[(cluster, "Gateway")].Where(gateway => (string?)gateway["spec"]!["gatewayClassName"] == name);

    private JsonNode? Find(string cluster, string name) =>
        _objects[(cluster, "Service")].FirstOrDefault(service => NameOf(service) == name);

    private static JsonObject Selector(JsonNode service) => (JsonObject)service["spec"]!["selector"]!;

    /// <summary>Whether it selects pods, and not only what stands for them.</summary>
    private static bool IsOwn(JsonNode service) =>
        !Selector(service).Any(label => label.Key.StartsWith(Ours, StringComparison.Ordinal));

    private static bool IsGlobal(JsonNode service) => (string?)service["metadata"]!["labels"]?[Global] == "true";

    private static string NameOf(JsonNode value) => (string)value["metadata"]!["name"]!;
}
