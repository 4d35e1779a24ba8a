using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.Gateways;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The steps at a serving gateway that routes by the VirtualServices that name it.</summary>
internal static class GatewayRouteStep
{
    public static TraceNode Follow(RoutingMesh mesh, SentRequest sent, RoutingCluster server, GatewayWorkload workload, ChainAnswer chain,
        DestinationAnswer answer, string addresses, IEnumerable<TraceEndpoint> endpoints)
    {
        var (router, sni) = (chain.Router!, answer.Tls!.Sni);
        var decision = FormattableString.Invariant($"servers[{router.Index}], port {router.Port}, {router.TlsMode}, takes {addresses}");
        var node = new TraceNode(server.Name, TraceStep.Gateway, router.Gateway.ToString(), decision, chain.Why).Calls(endpoints);
        if (PassedTls.Twice(server, workload, router, sni) is { } twice)
        {
            var why =
                $"the gateway passes the caller's TLS on to {twice.Host} inside of the mesh's TLS, which it speaks to the pods by "
                + "itself: TLS is spoken twice";
            return node.To(new TraceNode(server.Name, TraceStep.VirtualService, twice.VirtualService.ToString(),
                "the pods cannot read what comes: UC or UF", why)
                    .Breaks(CallFaults.TlsTwice, because: $"are passed on to {twice.Host} inside of the mesh's TLS, which the gateway of "
                        + $"{server.Name} speaks by itself: TLS is spoken twice"));
        }

        var passes = router.TlsMode == ServerTls.Passthrough;
        if (!passes && IdentityStep.AtGateway(sent.Client, server, workload, answer) is { } identity)
        {
            if (identity.Outcome == TraceOutcome.Broken) return node.To(identity);
            return node.To(identity.To(Routes()));
        }

        return node.To(Routes());

        TraceNode Routes()
        {
            var request = Request(router, sni, sent.Called.Host, sent.Request);
            return new RouteStep(mesh, server, workload.Proxy, request).FollowAtGateway(router);
        }
    }

    /// <summary>The request as the gateway sees it: where it passes TLS on, the server name alone.</summary>
    public static MeshRequest Request(EntryServer router, string sni, string host, MeshRequest request) => request with
    {
        Authority = router.TlsMode == ServerTls.Passthrough ? sni : host,
        Port = router.Port,
        Scheme = "https",
        ServerName = sni,
    };
}
