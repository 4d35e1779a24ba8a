using MeshFederation.Analysis.Ambient;
using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.CalledHosts;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// What becomes of a call of a pod without a sidecar for a Service with endpoints in other networks: its ztunnel knows no routes, and a
/// waypoint of the Service, where it has one, takes it first (istio pilot/pkg/serviceregistry/ambient; ztunnel src/state).
/// </summary>
internal static class AmbientCaller
{
    /// <summary>The steps; null where the caller has a sidecar, or may have one and the Service has no such endpoints.</summary>
    /// <param name="mesh">All clusters.</param>
    /// <param name="client">The cluster of the caller.</param>
    /// <param name="caller">The calling pods.</param>
    /// <param name="called">What is called.</param>
    /// <param name="request">The request.</param>
    /// <param name="routes">
    /// Follows the routes that a waypoint has: what its own namespace sees of those of the mesh (istio pilot/pkg/model/sidecar.go
    /// DefaultSidecarScopeForGateway).
    /// </param>
    public static TraceNode? Follow(
        RoutingMesh mesh, RoutingCluster client, MeshCaller caller, CalledHost called, MeshRequest request,
        Func<MeshCaller, TraceNode> routes)
    {
        if (called is not { Outcome: CalledHostOutcome.Found, Service: { } service, Port: { } port }) return null;
        if (TunnelCallers.HaveSidecars(client, caller) is true) return null;
        if (service is { IsKubernetes: false, Manifest: { } entry } && HostTakenBeside.WhyNone(client, entry) is { } none)
        {
            return new TraceNode(client.Name, TraceStep.Scope, service.Reference, "it has no endpoints in other networks", none)
                .About(service.Host, "", port.Number).Breaks(new CallBreak(CallFaults.EntryBehindTunnel, none), service.Reference);
        }

        var waypoint = ServiceWaypoints.Of(client, service);
        var tunnels = TunnelStep.Of(mesh, client, service);
        var isAmbient = TunnelCallers.AreAmbient(client, caller);
        if (TunnelCallers.AreUncaptured(caller) && (isAmbient || tunnels is not null))
        {
            return Unfollowed(
                client, service, port, $"the label {AmbientMode.Label} of the caller's pods keeps them out of ambient mode: no ztunnel and "
                    + "no sidecar takes their calls, which go where Kubernetes alone leads them");
        }

        if (tunnels is null && (waypoint is null || !IsLed(mesh, client, service.Namespace)))
        {
            return !isAmbient ? null : waypoint is var (home, of) ? Waypoint(home, of)
                : Past(client, service, port, new SentRequest(client, caller, called, request, UnstructuredMap.Empty));
        }

        if (NetworkUnjoined.Network(client) is { } reset)
        {
            return new TraceNode(client.Name, TraceStep.Scope, service.Reference, "the caller's ztunnel resets the connection", reset)
                .About(service.Host, "", port.Number).Breaks(new CallBreak(CallFaults.NetworkUnjoined, reset), service.Reference);
        }

        if (waypoint is var (space, gateway)) return Waypoint(space, gateway);
        var answer = DestinationChooser.Choose(client, caller, new(service.Host, "", port.Number, 100, 100)) with
        {
            Rule = null,
            Subset = null,
        };
        return tunnels!.Follow(answer, new SentRequest(client, caller, called, request, UnstructuredMap.Empty), found: null);

        TraceNode Waypoint(string ns, string name)
        {
            var node = new TraceNode(
                client.Name, TraceStep.Waypoint, $"Gateway/{ns}/{name}", $"takes the requests for {service.Reference}",
                $"{AmbientNames.UseWaypoint} names it; its routes are those of the mesh that its namespace sees");
            return RoutedOtherwise(client, service, port, ns) is { } why
                ? node with { Outcome = TraceOutcome.Unknown, Decision = "where it sends requests is not followed", Why = why }
                : node.To(TokenStep.AtWaypoint(client, (ns, name), service, port, request, routes(MeshCaller.Waypoint(ns))));
        }
    }

    /// <summary>The pods of an ambient mesh that call what has neither a waypoint nor endpoints in other networks.</summary>
    private static TraceNode Past(RoutingCluster client, RoutedService service, RoutedPort port, SentRequest sent)
    {
        const string Why = "the caller's namespace is in ambient mode, and its ztunnel knows neither VirtualServices nor DestinationRules";
        if (!service.IsKubernetes || service.Selector.Count == 0 || NoneReady.Why(client, service) is not null)
            return Unfollowed(client, service, port, Why);
        var node = new TraceNode(client.Name, TraceStep.Scope, service.Reference, "called without routes", Why);
        return node.About(service.Host, "", port.Number)
            .To(TunnelWay.Pods(client, service, new(DestinationOutcome.Found, "") { Port = port }, sent, hasWaypoint: false));
    }

    private static TraceNode Unfollowed(RoutingCluster client, RoutedService service, RoutedPort port, string why) =>
        new TraceNode(client.Name, TraceStep.Scope, service.Reference, "where it is sent is not followed", why)
        {
            Outcome = TraceOutcome.Unknown,
        }.About(service.Host, "", port.Number);

    /// <summary>
    /// Why the routes of the mesh do not tell alone what a waypoint does; null where they do. istiod gives it what is bound to it, be that
    /// hidden from its namespace or not (istio pilot/pkg/networking/core/waypoint.go findWaypointResources).
    /// </summary>
    private static string? RoutedOtherwise(RoutingCluster client, RoutedService service, RoutedPort port, string ns)
    {
        if (!service.ExportTo.Reaches(ns))
            return $"its {service.ExportTo} hides {service.Reference} from the waypoint's namespace {ns}, and it is given it all the same";
        var route = ServiceRoutes.For(client, service, port.Number, ServiceRoutes.Kinds.Concat(ServiceRoutes.ConnectionKinds))
            .FirstOrDefault(route => route.Namespace == service.Namespace);
        if (route is not null) return $"{route} routes the requests for {service.Reference} there, and is not played through";
        var unread = UnreadKinds.Of(client, ServiceRoutes.Kinds.Contains);
        return unread.Length == 0 ? null : unread;
    }

    /// <summary>Whether a waypoint may lead to Services of other networks.</summary>
    private static bool IsLed(RoutingMesh mesh, RoutingCluster client, string ns) =>
        client.Services.All.Any(other => other.Namespace == ns && TunnelCall.Of(mesh, client, other).Count > 0);
}
