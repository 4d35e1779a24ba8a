using System.Text;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Tests.Publishing;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>What the clusters hold of Istio's kinds, as whoever declares it sees it, and who owns which of its fields.</summary>
/// <param name="Objects">The objects by <c>cluster kind namespace/name</c>, without what servers count and time.</param>
internal sealed record MeshState(IReadOnlyDictionary<string, string> Objects)
{
    private static readonly string[] Kinds = ["DestinationRule", "EnvoyFilter", "Gateway", "ServiceEntry", "VirtualService"];
    private static readonly string[] Groups = ["networking.istio.io", "gateway.networking.k8s.io"];

    /// <summary>The kinds, as they are asked for.</summary>
    public static IReadOnlyList<ResourceKind> ReadKinds { get; } =
        [.. Kinds.Select(kind => ResourceKinds.Of("networking.istio.io/" + (kind == "EnvoyFilter" ? "v1alpha3" : "v1"), kind))];

    /// <summary>The state of clusters in this process, Services and what ambient meshes have too.</summary>
    public static MeshState Of(TestClusters clusters) => Of(clusters.All.SelectMany(cluster => cluster.All()
        .Where(value => Groups.Contains(GroupOf(value), StringComparer.Ordinal) || (string?)value["kind"] == "Service")
        .Select(value => (cluster.Name, value))));

    /// <summary>The state of clusters as their servers tell it.</summary>
    public static async Task<MeshState> ReadAsync(FaultScene scene)
    {
        var found = new List<(string Cluster, JsonObject Value)>();
        foreach (var cluster in scene.Clusters)
        {
            foreach (var kind in ReadKinds)
            {
                var list = await scene.Api(cluster, FaultScene.Patience).ListAsync(kind, null, null, FaultScene.Ct);
                found.AddRange(list.Item.Select(item => (cluster.Name, (JsonObject)JsonNode.Parse(Json.Write(item))!)));
            }
        }

        return Of(found);
    }

    public static string Key(MeshChange change) => $"{change.Cluster} {change.Kind} {change.Namespace}/{change.Name}";

    /// <summary>The object under a key; empty when there is none.</summary>
    public string this[string key] => Objects.GetValueOrDefault(key, "");

    /// <summary>Where two states differ.</summary>
    public IReadOnlyList<string> DifferencesFrom(MeshState other) =>
        [.. Objects.Keys.Union(other.Objects.Keys).Where(key => this[key] != other[key]).Order(StringComparer.Ordinal)];

    /// <summary>The routes that lead to something that is not there, by the oracle that shares no code with the planner.</summary>
    public IEnumerable<string> BrokenRoutes() => new MeshSimulation(
        Objects.Where(entry => entry.Value.Contains("\"apiVersion\":\"networking.istio.io\"", StringComparison.Ordinal))
            .Select(entry => new MeshManifest(entry.Key.Split(' ')[0], Json.Read(Encoding.UTF8.GetBytes(entry.Value))))).BrokenRoutes();

    private static MeshState Of(IEnumerable<(string Cluster, JsonObject Value)> objects) =>
        new(objects.ToDictionary(entry => Key(entry.Cluster, entry.Value), entry => Declared(entry.Value), StringComparer.Ordinal));

    private static string Key(string cluster, JsonObject value) =>
        $"{cluster} {value["kind"]} {value["metadata"]!["namespace"]}/{value["metadata"]!["name"]}";

    private static string Declared(JsonObject value)
    {
        var declared = (JsonObject)value.DeepClone();
        declared["apiVersion"] = GroupOf(value);
        var metadata = declared["metadata"]!;
        declared["owners"] = new JsonArray([.. (metadata["managedFields"]?.AsArray() ?? [])
            .Select(entry => $"{entry!["manager"]} {entry["operation"]} {Sorted(entry["fieldsV1"])?.ToJsonString()}")
            .Order(StringComparer.Ordinal).Select(text => (JsonNode)text)]);
        declared["metadata"] = new JsonObject
        {
            ["namespace"] = metadata["namespace"]!.DeepClone(),
            ["name"] = metadata["name"]!.DeepClone(),
            ["labels"] = metadata["labels"]?.DeepClone()
        };
        return Sorted(declared)!.ToJsonString();
    }

    private static string GroupOf(JsonObject value) => ((string?)value["apiVersion"] ?? "").Split('/')[0];

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(
            map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
