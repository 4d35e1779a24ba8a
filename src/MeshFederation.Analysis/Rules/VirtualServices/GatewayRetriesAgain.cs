using MeshFederation.Analysis.Ambient;
using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations.Policies.RetryPolicy;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Rules.VirtualServices;

/// <summary>
/// What passes the mesh's TLS on never sends again, since it sees no requests. A gateway that routes requests does, and answers with the
/// failure when its own attempts are used up; who sends again on such an answer has it begin anew. So does the waypoint of a Service
/// that is called through tunnels.
/// </summary>
internal sealed class GatewayRetriesAgain : Rule
{
    /// <summary>As often as one caller alone may.</summary>
    private const long Most = 6;

    public override string Id => "MF1331";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Of a caller and the gateway or waypoint on its way only one sends a request again.";

    public override string Recommendation =>
        "Set retries.attempts to 0 in one of both routes, best in that of the gateway or waypoint, or leave 5xx, gateway-error and "
        + "numbers of answers out of the caller's retryOn.";

    public override string Source => "networking/v1 HTTPRetry.attempts, retryOn; pilot/pkg/networking/core/route/retry/retry.go";

    protected override void Examine(FederationView federation, Report report)
    {
        var areTunnels = federation.Mesh.Clusters.Any(cluster => TunnelGateways.Remote(cluster).Any());
        var mayBe = federation.Mesh.Clusters.SelectMany(cluster => cluster.VirtualServices.All)
            .Any(item => SendsAgain(item) && (areTunnels || IsAtGateways(item)));
        if (!mayBe) return;
        foreach (var destination in federation.Destinations.All.Where(item => item is { Kind: "http", IsUnused: false }))
        {
            if (destination.Route.Map("retries") is not { } retries || !RetriesAnswers(retries)) continue;
            if (!destination.Route.List("route").Contains(destination.Holder)) continue;
            if (retries.Number("attempts") is not (> 0 and var own)) continue;
            var waypoints = areTunnels ? AtWaypoints(federation.Mesh, destination) : [];
            var again = Again(federation.Mesh, destination).Concat(waypoints)
                .Where(found => found.Attempts > 0).DistinctBy(found => found.Item);
            foreach (var (item, attempts) in again)
            {
                var all = (own + 1) * (attempts + 1);
                if (all <= Most) continue;
                report.At(
                    destination.VirtualService,
                    retries,
                    "attempts",
                    FormattableString.Invariant($"A service that fails gets each request {all} times: {own + 1} times it is sent to ")
                        + FormattableString.Invariant($"'{destination.Host}', and each time {attempts + 1} times from there, by {item}."),
                    new Cause((destination.VirtualService, item)));
            }
        }
    }

    private static bool IsAtGateways(MeshManifest item) => item.Spec.List("gateways").Any(name => name is not MeshMatch.MeshGatewayName);

    private static bool SendsAgain(MeshManifest item) =>
        item.Spec.Maps("http").Any(route => route.Map("retries")?.Number("attempts") is > 0);

    private static bool RetriesAnswers(UnstructuredMap retries) =>
        retries.Text("retryOn") is { } causes && causes.Split(',').Any(cause => RetryCauses.IsServerError(cause.Trim()));

    /// <summary>The VirtualServices by which a gateway that a destination is sends its requests on, with their attempts.</summary>
    private static IEnumerable<(MeshManifest Item, long Attempts)> Again(RoutingMesh mesh, NamedDestination destination) =>
        from found in Gateways(mesh, destination)
        from gateway in found.Cluster.Gateways.All
        where gateway.Spec.Map("selector") is not null && found.Cluster.Gateways.IsFor(gateway, found.Workload)
        from server in EntryServer.Of(gateway)
        where server.Traffic == PortTraffic.Http && found.Arrives(server.Content)
        from host in Hosts(destination)
        from item in GatewayRouting.For(found.Cluster, found.Workload.Proxy, server, host)
        from route in item.Spec.Maps("http")
        where route != destination.Route && IsAt(route, item, gateway)
        select (item, route.Map("retries")?.Number("attempts") ?? 0);

    /// <summary>
    /// The VirtualServices by which waypoints in other clusters send on what comes to a destination through tunnels: those of the mesh, in
    /// the namespace of the Service.
    /// </summary>
    private static IEnumerable<(MeshManifest Item, long Attempts)> AtWaypoints(RoutingMesh mesh, NamedDestination destination) =>
        from called in DestinationLegs.Reached(destination).Select(reached => reached.Answer.Service).OfType<RoutedService>().Distinct()
        from call in TunnelCall.Of(mesh, destination.Cluster, called)
        from served in call.Served
        where ServiceWaypoints.Of(served.Server, served.Service) is not null
        let routes = served.Server.VirtualServices
        from item in routes.All
        where item.Namespace == served.Service.Namespace && VirtualServiceIndex.BindsSidecars(item)
            && routes.HostsOf(item).Contains(served.Service.Host, StringComparer.Ordinal)
        from route in item.Spec.Maps("http")
        where IsAtWaypoint(route)
        select (item, route.Map("retries")?.Number("attempts") ?? 0);

    private static bool IsAtWaypoint(UnstructuredMap route)
    {
        var matches = route.Maps("match").ToList();
        return matches.Count == 0 || matches.Exists(match => match.List("gateways") is { Count: 0 } or null
            || match.List("gateways").Contains(MeshMatch.MeshGatewayName));
    }

    private static IEnumerable<(RoutingCluster Cluster, GatewayWorkload Workload, Func<UnstructuredMap, bool> Arrives)> Gateways(
        RoutingMesh mesh, NamedDestination destination)
    {
        var client = destination.Cluster;
        foreach (var (_, answer) in DestinationLegs.Reached(destination))
        {
            if (answer.Service is { IsKubernetes: true, Manifest: { } service })
            {
                if (service.Spec.Map("selector") is not null) yield return (client, client.Gateways.Behind(service, []), static _ => true);
                continue;
            }

            foreach (var endpoint in answer.Endpoints?.Endpoints ?? [])
            {
                if (GatewayFinder.Find(mesh, client, answer.Service!, endpoint) is not { } found) continue;
                var ports = found.Workload.Ports.Count > 0 ? found.Workload.Ports : [endpoint.Port];

                // Where TLS of the mesh is passed on no route is asked.
                if (found.Cluster.Gateways.PassthroughServers(found.Workload).Servers.Any(server => ports.Contains(server.Port))) continue;
                yield return (found.Cluster, found.Workload, server => ports.Contains((int)(server.Map("port")?.Number("number") ?? 0)));
            }
        }
    }

    /// <summary>The hosts that are asked for when the requests come to the gateway.</summary>
    private static IEnumerable<string> Hosts(NamedDestination destination)
    {
        var all = destination.Cluster.VirtualServices;
        return destination.Route.Map("rewrite")?.Text("authority") is { } rewritten
            ? [rewritten]
            : all.RootsOf(destination.VirtualService).SelectMany(all.HostsOf);
    }

    private static bool IsAt(UnstructuredMap route, MeshManifest item, MeshManifest gateway)
    {
        var matches = route.Maps("match").ToList();
        return matches.Count == 0 || matches.Exists(match => match.List("gateways") is not { Count: > 0 } named
            || named.OfType<string>().Any(name => EntryGateways.Whole(item, name) == EntryGateways.NameOf(gateway)));
    }
}
