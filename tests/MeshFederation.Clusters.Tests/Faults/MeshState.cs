using System.Text;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Tests.Faults.Ambient;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Tests.Publishing;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>What the clusters hold of Istio's kinds, as whoever declares it sees it.</summary>
/// <param name="Objects">The objects by <c>cluster kind namespace/name</c>, without what servers note.</param>
internal sealed record MeshState(IReadOnlyDictionary<string, string> Objects)
{
    /// <summary>Who owns which of their fields, without times, and what annotations say.</summary>
    public required IReadOnlyDictionary<string, string> Owners { get; init; }

    /// <summary>Which objects they are.</summary>
    public required IReadOnlyDictionary<string, string> Uids { get; init; }

    private static readonly string[] Kinds =
        ["DestinationRule", "EnvoyFilter", "Gateway", "ServiceEntry", "VirtualService", "WorkloadEntry"];

    private static readonly IReadOnlyList<ResourceKind> OfIstio =
        [.. Kinds.Select(kind => ResourceKinds.Of("networking.istio.io/" + (kind == "EnvoyFilter" ? "v1alpha3" : "v1"), kind))];

    private static readonly IReadOnlyList<ResourceKind> OfAmbient =
        [.. OfIstio, ResourceKinds.Of("gateway.networking.k8s.io/v1", "Gateway"), ResourceKinds.Service];

    /// <summary>The state of clusters in this process.</summary>
    public static MeshState Of(TestClusters clusters) => Of(
        from cluster in clusters.All
        from kind in OfAmbient
        let resource = kind.Group.Length == 0 ? kind.Plural : $"{kind.Plural}.{kind.Group}"
        where cluster.Serves(resource)
        from value in cluster.All(resource)
        select (cluster.Name, value));

    /// <summary>The state of clusters as their servers tell it.</summary>
    public static async Task<MeshState> ReadAsync(FaultScene scene)
    {
        var found = new List<(string Cluster, JsonObject Value)>();
        foreach (var cluster in scene.Clusters)
        {
            foreach (var kind in KindsOf(scene))
            {
                var list = await scene.Api(cluster, FaultScene.Patience).ListAsync(kind, null, null, FaultScene.Ct);
                found.AddRange(list.Item.Select(item => (cluster.Name, (JsonObject)JsonNode.Parse(Json.Write(item))!)));
            }
        }

        return Of(found);
    }

    /// <summary>The kinds that the clusters of a scene have objects of, as they are asked for.</summary>
    public static IReadOnlyList<ResourceKind> KindsOf(FaultScene scene) => scene.IsAmbient ? OfAmbient : OfIstio;

    public static string Key(MeshChange change) => $"{change.Cluster} {change.Kind} {change.Namespace}/{change.Name}";

    /// <summary>The object under a key; empty when there is none.</summary>
    public string this[string key] => Objects.GetValueOrDefault(key, "");

    /// <summary>Where two states differ.</summary>
    public IReadOnlyList<string> DifferencesFrom(MeshState other) =>
        [.. Objects.Keys.Union(other.Objects.Keys).Where(key => this[key] != other[key]).Order(StringComparer.Ordinal)];

    /// <summary>The routes that lead to something that is not there, by the oracle that shares no code with the planner.</summary>
    public IEnumerable<string> BrokenRoutes() => new MeshSimulation(
        Objects.Select(entry => new MeshManifest(entry.Key.Split(' ')[0], Json.Read(Encoding.UTF8.GetBytes(entry.Value)))))
        .BrokenRoutes().Concat(new AmbientWays(this).Broken());

    private static MeshState Of(IEnumerable<(string Cluster, JsonObject Value)> objects)
    {
        var found = objects.ToDictionary(entry => Key(entry.Cluster, entry.Value), entry => entry.Value, StringComparer.Ordinal);
        return new(Each(Declared)) { Owners = Each(Owned), Uids = Each(value => (string)value["metadata"]!["uid"]!) };

        IReadOnlyDictionary<string, string> Each(Func<JsonObject, string> part) =>
            found.ToDictionary(entry => entry.Key, entry => part(entry.Value), StringComparer.Ordinal);
    }

    private static string Owned(JsonObject value)
    {
        var metadata = value["metadata"]!;
        var owners = (metadata["managedFields"] as JsonArray ?? []).Where(entry => entry!["subresource"] is null)
            .Select(entry => $"{entry!["manager"]} {entry["operation"]} {Sorted(entry["fieldsV1"])?.ToJsonString()}")
            .Order(StringComparer.Ordinal);
        return $"{Sorted(metadata["annotations"])?.ToJsonString()}\n{string.Join('\n', owners)}";
    }

    private static string Key(string cluster, JsonObject value) =>
        $"{cluster} {value["kind"]} {value["metadata"]!["namespace"]}/{value["metadata"]!["name"]}";

    private static string Declared(JsonObject value)
    {
        var declared = (JsonObject)value.DeepClone();
        declared["apiVersion"] = ((string)declared["apiVersion"]!).Split('/')[0];
        var metadata = declared["metadata"]!;
        declared["metadata"] = new JsonObject
        {
            ["namespace"] = metadata["namespace"]!.DeepClone(),
            ["name"] = metadata["name"]!.DeepClone(),
            ["labels"] = metadata["labels"]?.DeepClone()
        };
        return Sorted(declared)!.ToJsonString();
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(
            map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
