using MeshFederation.Istio.Gateways;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Routing.Gateways;

/// <summary>
/// What a gateway makes of TLS that it passes on by VirtualServices: towards pods that take the mesh's TLS it speaks that by itself,
/// around the TLS that
/// comes in, and the pods cannot read what is inside (istio pilot/pkg/networking/core/cluster_tls.go; auto mTLS holds for gateways as for
/// sidecars).
/// </summary>
/// <param name="VirtualService">The VirtualService that routes it.</param>
/// <param name="Host">The host that it is routed to.</param>
public sealed record PassedTls(MeshManifest VirtualService, string Host)
{
    /// <summary>The route on which TLS is spoken twice; null when there is none, or the pods are not known.</summary>
    /// <param name="cluster">The cluster of the gateway.</param>
    /// <param name="workload">The gateway.</param>
    /// <param name="server">The server that takes the connection.</param>
    /// <param name="sni">The server name.</param>
    /// <returns>The route.</returns>
    public static PassedTls? Twice(RoutingCluster cluster, GatewayWorkload workload, EntryServer server, string sni)
    {
        if (server.TlsMode != ServerTls.Passthrough) return null;
        var request = new MeshRequest { Authority = sni, Port = server.Port, ServerName = sni, IsHttp = false };
        var choice = GatewayRouting.Choose(cluster, workload.Proxy, server, request);
        if (choice.VirtualService is not { } owner) return null;
        var twice = choice.Shares.FirstOrDefault(share => share.Share > 0
            && SpeaksMeshTls(DestinationChooser.Choose(cluster, workload.Proxy, share)));
        return twice is null ? null : new(owner, twice.Host);
    }

    private static bool SpeaksMeshTls(DestinationAnswer answer) => answer.Tls?.Mode switch
    {
        UpstreamTlsMode.IstioMutual => true,
        UpstreamTlsMode.AutoMutual => answer.Pods?.Selected.Any(pod => pod.HasSidecar is true) is true,
        _ => false,
    };
}
