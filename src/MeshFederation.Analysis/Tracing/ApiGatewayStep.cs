using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// The step at a Gateway of the Gateway API at which a route of that API takes the call: istiod makes a VirtualService of it, beside those
/// that name the Gateway.
/// </summary>
internal static class ApiGatewayStep
{
    /// <summary>The step; where no such route is there, those by the VirtualServices.</summary>
    /// <param name="cluster">The cluster of the gateway.</param>
    /// <param name="server">The server that takes the call.</param>
    /// <param name="request">The call.</param>
    /// <param name="routes">Follows the VirtualServices.</param>
    public static TraceNode Follow(RoutingCluster cluster, EntryServer server, MeshRequest request, Func<TraceNode> routes)
    {
        if (!ReadKind.ApiGateway.Type.Is(server.Gateway)) return routes();
        var kinds = server.Traffic == PortTraffic.Http ? ServiceRoutes.Kinds : ServiceRoutes.ConnectionKinds;
        var route = ServiceRoutes.At(cluster, server.Gateway, server.Port, request.Authority, kinds).FirstOrDefault();
        if (route is null) return UnreadKinds.Doubt(routes(), UnreadKinds.Of(cluster, kinds.Contains));
        var why = $"{route} routes {request.Authority} at {EntryGateways.NameOf(server.Gateway)}, and is not played through";
        return new(cluster.Name, TraceStep.Route, route.ToString(), "where it leads is not followed", why)
        {
            Outcome = TraceOutcome.Unknown,
        };
    }
}
