using MeshFederation.Analysis.Rules.VirtualServices;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Access;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Tracing;

/// <summary>Whether a gateway or waypoint takes the token of a request, which is not known where it reads one.</summary>
internal static class TokenStep
{
    private static readonly HashSet<string> NoHeader = [];

    /// <summary>The steps at a gateway, behind the one that says so; where it routes by what the token says, no more is known.</summary>
    public static TraceNode AtGateway(RoutingCluster cluster, MeshCaller pods, EntryServer server, MeshRequest request, TraceNode next)
    {
        if (server.Traffic != PortTraffic.Http || cluster.Tokens.AtGateway(pods, new(request, NoHeader)) is not { } doubt) return next;
        var node = Node(cluster, doubt);
        var routes = GatewayRouting.For(cluster, pods, server, request.Authority);
        return routes.FirstOrDefault(item => RoutedClaims.Of(item).Count > 0) is { } routing
            ? node with { Why = $"{node.Why}; {routing} routes by its claims" }
            : node.To(next);
    }

    /// <summary>The steps at a waypoint, behind the one that says so; of connections it reads nothing.</summary>
    public static TraceNode AtWaypoint(RoutingCluster cluster, (string Namespace, string Name) waypoint, RoutedService service,
        RoutedPort port, MeshRequest request, TraceNode next)
    {
        if (port.Traffic is PortTraffic.Tcp or PortTraffic.Tls) return next;
        var doubt = cluster.Tokens.AtWaypoint(waypoint.Namespace, waypoint.Name, service, new(request, NoHeader));
        return doubt is null ? next : Node(cluster, doubt).To(next);
    }

    private static TraceNode Node(RoutingCluster cluster, AccessAnswer doubt) =>
        new(cluster.Name, TraceStep.Authorization, doubt.Policy?.ToString() ?? "", "not decided", doubt.Why)
        {
            Outcome = TraceOutcome.Unknown,
        };
}
