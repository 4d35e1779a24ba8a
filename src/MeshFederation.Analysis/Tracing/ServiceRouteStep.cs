using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.CalledHosts;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// The step of a request that a route of the Gateway API for the Service takes, of which istiod makes a VirtualService for sidecars: one of
/// the Service's own namespace has the requests of all, another one those of its namespace (istio pilot/pkg/config/kube/gateway
/// conversion.go, the producer's and the consumer's routes).
/// </summary>
internal static class ServiceRouteStep
{
    /// <summary>The step; null where no such route is there.</summary>
    public static TraceNode? Of(RoutingCluster client, MeshCaller caller, CalledHost called, MeshRequest request)
    {
        if (caller.IsGateway || called is not { Service: { IsKubernetes: true } service, Port.Traffic: var traffic }) return null;
        if (traffic is PortTraffic.Tls or PortTraffic.Tcp) return null;
        var route = ServiceRoutes.OfServices(ServiceRoutes.Kinds.SelectMany(client.Of))
            .FirstOrDefault(item => (item.Namespace, item.Name) == (service.Namespace, service.Name)
                && (item.Route.Namespace == service.Namespace || item.Route.Namespace == caller.Namespace)
                && IsForPort(item.Route, service, request.Port))
            .Route;
        if (route is null) return null;
        var why = $"{route} routes the requests for {service.Reference}, and is not played through";
        return new(client.Name, TraceStep.Route, route.ToString(), "where it sends requests is not followed", why)
        {
            Outcome = TraceOutcome.Unknown,
        };
    }

    private static bool IsForPort(MeshManifest route, RoutedService service, int port) => route.Spec.Maps("parentRefs")
        .Any(parent => parent.Text("name") == service.Name && (parent.Number("port") is not { } own || own == port));
}
