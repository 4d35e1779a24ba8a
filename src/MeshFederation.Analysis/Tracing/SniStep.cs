using MeshFederation.Istio.DestinationRules;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The step that says which TLS is spoken, and which server name is sent.</summary>
internal static class SniStep
{
    public static TraceNode Node(RoutingCluster client, DestinationAnswer answer, UpstreamTls tls) =>
        new(client.Name, TraceStep.Sni, tls.Field.Length == 0 ? "" : Owner(answer, tls), Decision(answer, tls),
            Why(answer, tls))
        { Values = new() { Tls = TraceValues.Tls(client, answer) } };

    private static string Owner(DestinationAnswer answer, UpstreamTls tls) =>
        (tls.Field.StartsWith("subsets", StringComparison.Ordinal) ? answer.Subset!.From : answer.Rule!.PolicyFrom).ToString();

    private static string Decision(DestinationAnswer answer, UpstreamTls tls) => tls.Mode switch
    {
        UpstreamTlsMode.None => "no TLS",
        UpstreamTlsMode.Disable => "no TLS (DISABLE)",
        UpstreamTlsMode.AutoMutual when Speaking(answer) == 0 => "plain text",
        UpstreamTlsMode.AutoMutual => $"the mesh's TLS by itself, server name {tls.Sni}",
        UpstreamTlsMode.IstioMutual => $"ISTIO_MUTUAL, server name {tls.Sni}",
        UpstreamTlsMode.Simple => $"SIMPLE, server name {(tls.Sni.Length == 0 ? "of the request" : tls.Sni)}",
        _ => $"MUTUAL, server name {(tls.Sni.Length == 0 ? "of the request" : tls.Sni)}",
    };

    private static string Why(DestinationAnswer answer, UpstreamTls tls)
    {
        if (tls.Field.Length > 0)
            return $"{tls.Field} says so{(tls.SniIsOwn ? ", and names no sni, so the default for port, subset and host is sent" : "")}";
        if (answer.Service!.IsExternal) return $"{answer.Service.Reference} is MESH_EXTERNAL, and nothing asks for TLS";
        if (answer.ConnectsToCalledAddress)
        {
            return tls.Mode == UpstreamTlsMode.None
                ? "the proxy connects to the called address, and nothing is known of it that speaks the mesh's TLS"
                : "the proxy connects to the called address, and all that is known of it speaks the mesh's TLS (auto mTLS)";
        }

        if (tls.Mode == UpstreamTlsMode.None) return "a PeerAuthentication turns the mesh's TLS off";
        var plain = answer.Endpoints!.Endpoints.Where(endpoint => !endpoint.SpeaksMeshTls).ToList();
        if (plain.Count == 0) return "nothing says otherwise, and the endpoints speak it (auto mTLS)";
        var lacking = string.Join(", ", plain.Select(endpoint => endpoint.Reference));
        return $"nothing says otherwise (auto mTLS), but {lacking} lacks the label security.istio.io/tlsMode=istio, so plain text is sent "
            + "there";
    }

    /// <summary>How many of the endpoints are known to speak the mesh's TLS; where none is known it may be any.</summary>
    private static int? Speaking(DestinationAnswer answer) =>
        answer.Endpoints is { Endpoints: { Count: > 0 } endpoints } ? endpoints.Count(endpoint => endpoint.SpeaksMeshTls) : null;
}
