using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Sidecars;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// The steps of a connection for which the listener has no chain of the service: its default chain passes it on to the address that the
/// application called, past routes and the mesh's TLS, or closes it (istio pilot/pkg/networking/core/listener.go
/// buildOutboundCatchAllNetworkFiltersOnly).
/// </summary>
internal sealed class PassedOnStep
{
    private readonly RoutingMesh _mesh;
    private readonly RoutingCluster _client;
    private readonly MeshCaller _caller;

    public PassedOnStep(RoutingMesh mesh, RoutingCluster client, MeshCaller caller) => (_mesh, _client, _caller) = (mesh, client, caller);

    public TraceNode Node(RouteChoice choice, SentRequest sent)
    {
        var (owner, service) = (choice.VirtualService, sent.Called.Service!);
        var what = owner is null ? "the proxy has nothing for it" : $"no route has the server name {sent.Request.Sni}";
        var node = new TraceNode(_client.Name, TraceStep.Route, owner?.ToString() ?? service.Reference, "", choice.Why)
            .Chooses(TraceRoute.PassedOn);
        if (_client.OutboundPolicy(_caller) == OutboundTrafficPolicy.RegistryOnly)
        {
            var why = $"{choice.Why}; where outboundTrafficPolicy is REGISTRY_ONLY such connections lead nowhere";
            return (node with { Decision = $"{what}: the connection is closed", Why = why })
                .Chooses(TraceRoute.Closed)
                .Breaks(CallFaults.ConnectionClosed);
        }

        if (_client.Sidecars.For(_caller)?.Sidecar is { } sidecar
            && sidecar.Spec.Map(MeshConfigWords.OutboundPolicy)?.Map("egressProxy") is { } proxy)
        {
            var why = $"{choice.Why}; {sidecar} has them sent to its egressProxy, and what becomes of them there is not followed";
            return node with { Outcome = TraceOutcome.Unknown, Decision = $"{what}: sent to {proxy.Text("host")}", Why = why };
        }

        var finding = CallFaults.ConnectionPassedOn.Finding(_client.Name, node.Reference, $"{choice.Why}; it is passed on as it is");
        return (node with { Decision = $"{what}: passed on to the called address, past routes and the mesh's TLS", Finding = finding })
            .To(Called(sent));
    }

    /// <summary>The address of a Service leads to its pods, all of them; of a ServiceEntry's nothing is known.</summary>
    private TraceNode Called(SentRequest sent)
    {
        var service = sent.Called.Service!;
        if (!service.IsKubernetes)
        {
            return new(
                _client.Name,
                TraceStep.ServiceEntry,
                service.Reference,
                $"the address of {sent.Called.Host}",
                "what answers there is not known; an address of the mesh's own is none that can be reached")
            {
                Outcome = TraceOutcome.Unknown
            };
        }

        var share = new RouteShare(service.Host, "", sent.Request.Port, 100, 100);
        var answer = DestinationChooser.Choose(_client, _caller, share);
        answer = answer with { Tls = UpstreamTls.Nothing };
        return PodsStep.Local(_client, answer, sent, DestinationBreaks.Of(_mesh, _client, _caller, share, answer));
    }
}
