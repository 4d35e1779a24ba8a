using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.CalledHosts;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// The step of a request or connection that a route of the Gateway API for the Service or ServiceEntry takes, of which istiod makes a
/// VirtualService for sidecars: one of its own namespace has the calls of all, another one those of its namespace (istio
/// pilot/pkg/config/kube/gateway conversion.go, the producer's and the consumer's routes).
/// </summary>
internal static class ServiceRouteStep
{
    /// <summary>The step; where no such route is there, those by the other routes.</summary>
    /// <param name="client">The cluster of the caller.</param>
    /// <param name="caller">The calling pods.</param>
    /// <param name="called">What is called.</param>
    /// <param name="request">The request.</param>
    /// <param name="routes">Follows the other routes.</param>
    public static TraceNode Follow(
        RoutingCluster client, MeshCaller caller, CalledHost called, MeshRequest request, Func<MeshCaller, TraceNode> routes)
    {
        if (caller.IsGateway || called is not { Service: { } service, Port: { } port }) return routes(caller);
        var areRequests = request.IsHttp && RouteChooser.TrafficOf(client, caller, service, port, request) == PortTraffic.Http;
        var kinds = areRequests ? ServiceRoutes.Kinds : ServiceRoutes.ConnectionKinds;
        var route = ServiceRoutes.For(client, service, request.Port, kinds)
            .FirstOrDefault(route => route.Namespace == service.Namespace || route.Namespace == caller.Namespace);
        if (route is null) return UnreadKinds.Doubt(routes(caller), UnreadKinds.Of(client, kinds.Contains));
        var why = areRequests
            ? $"{route} routes the requests for {service.Reference}, and is not played through"
            : $"{route} routes the connections for {service.Reference} where istiod has {ServiceRoutes.ConnectionSwitch}=true, and is not "
                + "played through";
        var decision = areRequests ? "where it sends requests is not followed" : "where it leads is not followed";
        return new(client.Name, TraceStep.Route, route.ToString(), decision, why)
        {
            Outcome = TraceOutcome.Unknown,
        };
    }
}
