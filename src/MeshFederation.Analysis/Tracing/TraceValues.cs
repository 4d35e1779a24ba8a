using MeshFederation.Istio;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Analysis.Tracing;

/// <summary>Makes the values of hops of what routing decided.</summary>
internal static class TraceValues
{
    /// <summary>The TLS of a destination, with the identities that the caller accepts.</summary>
    public static TraceTls? Tls(IstioCluster cluster, DestinationAnswer answer) =>
        answer.Tls is { } tls ? new(tls.Mode,
            tls.Sni)
        { SubjectAltName = [.. Accepted(cluster, answer, tls).Order(StringComparer.Ordinal)] } : null;

    /// <summary>
    /// What the DestinationRule says, else, where the mesh's TLS is spoken and for ServiceEntries, whom the service is known to have (istio
    /// pilot/pkg/networking/core/cluster_tls.go buildUpstreamTLSSettings, constructUpstreamTLS).
    /// </summary>
    private static IEnumerable<string> Accepted(IstioCluster cluster, DestinationAnswer answer, UpstreamTls tls)
    {
        if (tls.Mode is UpstreamTlsMode.None or UpstreamTlsMode.Disable) return [];
        var said = TrafficPolicies.Effective(answer.Rule, answer.Subset,
            answer.Port!.Number)?.Tls?.List("subjectAltNames").OfType<string>().ToList() ?? [];
        if (said.Count > 0) return said;
        return tls.IsMeshTls || !answer.Service!.IsKubernetes ? ServiceIdentities.Of(cluster, answer.Service!) : [];
    }

    /// <summary>The endpoints of a destination as the caller's proxy calls them.</summary>
    public static IEnumerable<TraceEndpoint> Endpoints(IstioCluster cluster, DestinationAnswer answer) =>
        answer.Endpoints is { } selection && answer.Tls is not null && answer.Port is not null
            ? selection.Endpoints.Select(endpoint => Endpoint(cluster, answer, endpoint))
            : [];

    /// <summary>An endpoint as the caller's proxy calls it.</summary>
    public static TraceEndpoint Endpoint(IstioCluster cluster, DestinationAnswer answer, RoutedEndpoint endpoint) =>
        Endpoint(cluster.Name, endpoint, IsMutual(cluster, answer, endpoint)) with
        {
            Priority = answer.TierOf(endpoint),
            Refusal = endpoint.Pod is { } pod ? PodTls.Refusal(cluster, answer.Port!, answer.Tls!, pod) ?? "" : "",
        };

    /// <summary>An endpoint as a proxy calls it.</summary>
    public static TraceEndpoint Endpoint(string cluster, RoutedEndpoint endpoint, bool? isMutual) =>
        new(cluster, endpoint.Address, endpoint.Port) { Weight = endpoint.Weight, MutualTls = isMutual };

    private static bool? IsMutual(IstioCluster cluster, DestinationAnswer answer, RoutedEndpoint endpoint) => answer.Tls!.Mode switch
    {
        UpstreamTlsMode.IstioMutual => true,
        UpstreamTlsMode.AutoMutual when TrafficPolicies.TlsModeOfEndpoints(answer.Rule, answer.Subset, answer.Port!.Number,
            cluster.Facts.IstioVersion) is { } asked => asked == TlsModes.IstioMutual,
        UpstreamTlsMode.AutoMutual => endpoint.Pod is { } pod ? PodTls.IsMutual(cluster, answer.Port!, answer.Tls!, pod)
            : endpoint.SpeaksMeshTls,
        _ => false,
    };
}
