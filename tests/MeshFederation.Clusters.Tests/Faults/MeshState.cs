using System.Text;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Model.Objects;
using MeshFederation.Tests.Publishing;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>What the clusters hold of Istio's kinds, as whoever declares it sees it.</summary>
/// <param name="Objects">The objects by <c>cluster kind namespace/name</c>, without what servers note.</param>
internal sealed record MeshState(IReadOnlyDictionary<string, string> Objects)
{
    private static readonly string[] Plurals = ["destinationrules", "envoyfilters", "gateways", "serviceentries", "virtualservices"];

    public static MeshState Of(TestClusters clusters) => new(
        (from cluster in clusters.All
         from plural in Plurals
         from value in cluster.All(plural)
         select KeyValuePair.Create(Key(cluster.Name, value), Declared(value))).ToDictionary(StringComparer.Ordinal));

    public static string Key(string cluster, JsonObject value) => $"{cluster} {value["kind"]} {value["metadata"]!["namespace"]}/{value["metadata"]!["name"]}";

    /// <summary>The object under a key; empty when there is none.</summary>
    public string this[string key] => Objects.GetValueOrDefault(key, "");

    /// <summary>Where two states differ.</summary>
    public IReadOnlyList<string> DifferencesFrom(MeshState other) =>
        [.. Objects.Keys.Union(other.Objects.Keys).Where(key => this[key] != other[key]).Order(StringComparer.Ordinal)];

    /// <summary>The routes that lead to something that is not there, by the oracle that shares no code with the planner.</summary>
    public IEnumerable<string> BrokenRoutes() => new MeshSimulation(
        Objects.Select(entry => new MeshManifest(entry.Key.Split(' ')[0], Json.Read(Encoding.UTF8.GetBytes(entry.Value))))).BrokenRoutes();

    private static string Declared(JsonObject value)
    {
        var declared = (JsonObject)value.DeepClone();
        declared["apiVersion"] = "networking.istio.io";
        var metadata = declared["metadata"]!;
        declared["metadata"] = new JsonObject { ["namespace"] = metadata["namespace"]!.DeepClone(), ["name"] = metadata["name"]!.DeepClone(), ["labels"] = metadata["labels"]?.DeepClone() };
        return Sorted(declared)!.ToJsonString();
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
