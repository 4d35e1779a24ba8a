using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Routing;

/// <summary>Calls from pods of the namespace shop of one cluster, whose objects all are in a text, and what becomes of them in one
/// line.</summary>
internal static class CallText
{
    private static readonly HashSet<string> AllKinds = new(StringComparer.Ordinal) { "Service", "Pod", "ServiceEntry", "WorkloadEntry" };

    public static string Service(string name, string ports = "{name: http, port: 80}", string rest = "clusterIP: 10.9.0.1",
        string @namespace = "shop") =>
        $"---\napiVersion: v1\nkind: Service\nmetadata: {{name: {name}, namespace: {@namespace}}}\nspec: {{selector: {{app: {name}}}, "
        + $"ports: [{ports}], {rest}}}\n";

    public static string Pod(string app, string address, string version = "v1", bool isReady = true, bool hasSidecar = true,
        string ports = "") =>
        $"---\napiVersion: v1\nkind: Pod\nmetadata: {{name: {app}-{version}, namespace: shop, labels: {{app: {app}, version: "
        + $"{version}{(hasSidecar ? ", security.istio.io/tlsMode: istio" : "")}}}}}\n"
        + $"spec: {{serviceAccountName: {app}, containers: [{{name: app, ports: [{ports}]}}]}}\nstatus: {{phase: Running, podIP: "
        + $"{address}, conditions: [{{type: Ready, status: '{isReady}'}}]}}\n";

    public static string Config(string kind, string name, string spec, string @namespace = "shop", string created = "") =>
        RoutingText.Object(kind, name, spec, @namespace, created);

    public static string Strict(string @namespace = "shop") =>
        $"---\napiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {{name: default, namespace: {@namespace}}}\nspec: "
        + "{mtls: {mode: STRICT}}\n";

    /// <summary>An HTTP request, or, where its port says so, a connection.</summary>
    public static IReadOnlyList<MeshHop> Call(string yaml, string to, string path = "/", string? address = null, bool isHttp = true,
        string? sni = null, MeshConfig? mesh = null)
    {
        var (host, port) = (to.Split(':')[0], int.Parse(to.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
        var cluster = new MeshCluster("c1", "c1") { MeshConfig = mesh ?? MeshConfig.Default };
        var request = new MeshRequest
        {
            Authority = "",
            Port = 0,
            Path = path,
            Address = address,
            IsHttp = isHttp && sni is null,
            ServerName = sni
        };
        return RequestTracer.Trace(new(RoutingText.Objects(yaml), [], [cluster], static _ => AllKinds),
            new("c1", MeshCaller.In("shop"), host, port, request));
    }

    /// <summary>The destinations with flags and endpoints, as <c>a.shop.svc.cluster.local:80/v1 10.1.0.1:80</c>; else what becomes of the
    /// call.</summary>
    public static string Said(IReadOnlyList<MeshHop> hops)
    {
        var destinations = hops.Where(hop => hop.Subset is not null && hop.Step is TraceStep.DestinationRule or TraceStep.ServiceEntry
            && hop.Host is not null).ToList();
        if (destinations.Count == 0) return $"{hops.Select(hop => hop.Route).FirstOrDefault(route => route is not null)}";
        return string.Join(", ", destinations
            .Select(hop => $"{hop.Host}:{hop.Port}{(hop.Subset!.Length == 0 ? "" : "/" + hop.Subset)}{Flag(hop)}{Endpoints(hop)}"));
    }

    public static string Said(string yaml, string to, string path = "/", string? address = null, bool isHttp = true, string? sni = null,
        MeshConfig? mesh = null) =>
        Said(Call(yaml, to, path, address, isHttp, sni, mesh));

    private static string Flag(MeshHop hop) => hop.ResponseFlag.Length == 0 ? "" : " " + hop.ResponseFlag;

    private static string Endpoints(MeshHop hop) =>
        string.Concat(hop.Endpoint.Select(endpoint =>
            $" {endpoint}{(endpoint.MutualTls is true ? "" : " plain")}{(endpoint.Refusal.Length > 0 ? " refused" : "")}"));
}
