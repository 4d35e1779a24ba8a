using MeshFederation.Analysis.Tracing;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Tracing;

/// <summary>
/// Traces through one cluster, or two, whose objects a test writes as <c>Kind namespace/name: {spec}</c>, a line each; <c>@c2</c> is the
/// other cluster.
/// </summary>
internal static class TracedText
{
    public static IReadOnlyList<MeshHop> Trace(
        string objects,
        string from = "default",
        string host = "a",
        int? port = 80,
        string path = "/",
        string method = "GET",
        string labels = "",
        string? gateway = null,
        string header = "x-user: jason",
        params MeshCluster[] clusters)
    {
        var request = new MeshRequest
        {
            Authority = "",
            Port = 0,
            Path = path,
            Method = method,
            Headers = header.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2))
                .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase),
        };
        var caller = new MeshCaller(
            from,
            UnstructuredMap.Of([.. labels.Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(label => (label.Split('=')[0], (object?)label.Split('=')[1]))]));
        return RequestTracer.Trace(new(Manifests(objects), [], clusters), new("c1", caller, host, port, request) { Gateway = gateway });
    }

    /// <summary>A connection with TLS of the application's own.</summary>
    public static IReadOnlyList<MeshHop> TraceTls(string objects, string host, int port, string serverName) =>
        RequestTracer.Trace(
            new(Manifests(objects), [], []),
            new("c1", MeshCaller.In("shop"), host, port, new() { Authority = "", Port = 0, ServerName = serverName, IsHttp = false }));

    /// <summary>HTTP, or bytes that are something else.</summary>
    public static IReadOnlyList<MeshHop> TraceBytes(string objects, string host, int port, bool isHttp) =>
        RequestTracer.Trace(
            new(Manifests(objects), [], []),
            new("c1", MeshCaller.In("shop"), host, port, new() { Authority = "", Port = 0, IsHttp = isHttp }));

    /// <summary>The last hop, as <c>Step Outcome: decision</c>, with the rule of its finding.</summary>
    public static string Last(IReadOnlyList<MeshHop> hops) =>
        $"{hops[^1].Step} {hops[^1].Outcome}{(hops[^1].Finding is { } finding ? " " + finding.Rule : "")}";

    public static IEnumerable<MeshManifest> Manifests(string objects) =>
        objects.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Manifest);

    private static MeshManifest Manifest(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var words = line[..colon].Split(' ');
        var place = words[1].Split('/');
        var body = YamlReader.ReadText("kind: X\nvalue: " + line[(colon + 2)..], "test.yaml")[0].Content.Map("value")!;
        var (metadata, spec) = body.ContainsKey("spec") || body.ContainsKey("metadata")
            ? (body.Map("metadata") ?? UnstructuredMap.Empty, body.Map("spec") ?? UnstructuredMap.Empty)
            : (UnstructuredMap.Empty, body);
        return new(Array.Find(words, word => word.StartsWith('@'))?[1..] ?? "c1", UnstructuredMap.Of(
            ("apiVersion", body.Text("apiVersion") ?? Version(words[0])),
            ("kind", words[0]),
            ("metadata",
                UnstructuredMap.Of(
                    [
                        ("name", place[1]),
                        ("namespace", place[0].Length == 0 ? null : place[0]),
                        .. metadata.Select(field => (field.Key, field.Value))
                    ])),
            ("spec", spec),
            ("status", body.Map("status"))));
    }

    private static string Version(string kind) => kind switch
    {
        "Service" or "Pod" or "Namespace" => "v1",
        "AuthorizationPolicy" or "PeerAuthentication" or "RequestAuthentication" => "security.istio.io/v1",
        _ => "networking.istio.io/v1",
    };
}
