using MeshFederation.Istio.DestinationRules;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The step that says which TLS is spoken, and which server name is sent.</summary>
internal static class SniStep
{
    public static TraceNode Node(RoutingCluster client, DestinationAnswer answer, UpstreamTls tls) =>
        new(client.Name, TraceStep.Sni, tls.Field.Length == 0 ? "" : Owner(answer, tls), Decision(tls), Why(answer, tls));

    private static string Owner(DestinationAnswer answer, UpstreamTls tls) =>
        (tls.Field.StartsWith("subsets", StringComparison.Ordinal) ? answer.Subset!.From : answer.Rule!.First).ToString();

    private static string Decision(UpstreamTls tls) => tls.Mode switch
    {
        UpstreamTlsMode.None => "no TLS",
        UpstreamTlsMode.Disable => "no TLS (DISABLE)",
        UpstreamTlsMode.AutoMutual => $"the mesh's TLS by itself, server name {tls.Sni}",
        UpstreamTlsMode.IstioMutual => $"ISTIO_MUTUAL, server name {tls.Sni}",
        UpstreamTlsMode.Simple => $"SIMPLE, server name {(tls.Sni.Length == 0 ? "of the request" : tls.Sni)}",
        _ => $"MUTUAL, server name {(tls.Sni.Length == 0 ? "of the request" : tls.Sni)}",
    };

    private static string Why(DestinationAnswer answer, UpstreamTls tls)
    {
        if (tls.Field.Length > 0) return $"{tls.Field} says so{(tls.SniIsOwn ? ", and names no sni, so the default for port, subset and host is sent" : "")}";
        if (answer.Service!.IsExternal) return $"{answer.Service.Reference} is MESH_EXTERNAL, and nothing asks for TLS";
        return tls.Mode == UpstreamTlsMode.None ? "a PeerAuthentication turns the mesh's TLS off" : "nothing says otherwise, and the endpoints speak it (auto mTLS)";
    }
}
