using System.Text.Json;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Truth.Tests;

/// <summary>A world: the objects of its clusters, the calls in it, and what Istio makes of them.</summary>
internal sealed class TruthWorld
{
    private static readonly HashSet<string> AllKinds = new(StringComparer.Ordinal)
    {
        "Service", "Pod", "EndpointSlice", "ServiceEntry", "WorkloadEntry", "VirtualService", "DestinationRule", "Gateway", "Sidecar",
        "EnvoyFilter",
        "PeerAuthentication", "AuthorizationPolicy", "RequestAuthentication",
    };

    private readonly JsonElement _answers;

    private TruthWorld(string id, JsonElement answers, RoutingMesh mesh) => (Id, _answers, Mesh) = (id, answers, mesh);

    /// <summary>The name of its folder.</summary>
    public string Id { get; }

    /// <summary>
    /// Whose writing it is: <c>a</c> the module's own, <c>b</c> as users write, <c>m</c> the smallest for a kind of mistake.
    /// </summary>
    public string Family => Id[..1];

    /// <summary>What it is about: of the smallest worlds the kind, of others the features.</summary>
    public IEnumerable<string> Kinds =>
        Family == "m" ? [Id[(Id.IndexOf('-', StringComparison.Ordinal) + 1)..]] : _answers.Texts("features");

    public RoutingMesh Mesh { get; }

    public IEnumerable<JsonElement> Calls => _answers.GetProperty("calls").EnumerateArray();

    public IEnumerable<JsonElement> Gateways => _answers.GetProperty("gateways").EnumerateArray();

    /// <summary>Whether a gateway's listener is refused as a whole, since it holds a chain twice.</summary>
    public bool IsRefused(string cluster, string gateway, int port) =>
        _answers.Texts("conflicts").Any(text => text.StartsWith($"{cluster}/{gateway.Split('/')[^1]} ", StringComparison.Ordinal)
            && text.EndsWith(FormattableString.Invariant($"_{ListenerPort(cluster, gateway, port)}"), StringComparison.Ordinal));

    /// <summary>The workload of a gateway at a port of its Service.</summary>
    public GatewayWorkload? Workload(string cluster, string gateway, int port)
    {
        var found = _answers.GetProperty("clusters")
            .GetProperty(cluster)
            .Items("gateways")
            .FirstOrDefault(item => $"{item.Text("namespace")}/{item.Text("name")}" == gateway);
        return found.Texts("addresses")
            .Select(address => Mesh[cluster]!.Gateways.At(address, port))
            .FirstOrDefault(workload => workload is not null);
    }

    public static TruthWorld Read(string folder)
    {
        var answers = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "calls.json"))).RootElement;
        var clusters = answers.GetProperty("clusters").EnumerateObject().ToList();
        var objects = clusters.SelectMany(cluster => Objects(cluster.Name, Path.Combine(folder, cluster.Value.Text("file"))));
        return new(
            Path.GetFileName(folder),
            answers,
            new(objects, [], clusters.Select(cluster => TruthCluster.Read(cluster.Name, cluster.Value)), static _ => AllKinds));
    }

    private static IEnumerable<MeshManifest> Objects(string cluster, string file) =>
        YamlReader.ReadFile(file).Select(document => new MeshManifest(cluster, document.Content));

    /// <summary>The port of the pods behind a port of the gateway's Service.</summary>
    private int ListenerPort(string cluster, string gateway, int port) =>
        _answers.GetProperty("clusters")
            .GetProperty(cluster)
            .Items("gateways")
            .Where(item => $"{item.Text("namespace")}/{item.Text("name")}" == gateway)
            .Select(item => item.GetProperty("ports").Number(FormattableString.Invariant($"{port}")))
            .FirstOrDefault(number => number != 0) is > 0 and var behind
            ? behind
            : port;
}
