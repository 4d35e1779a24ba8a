using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>
/// Chooses the route of a request at a gateway of one's own. VirtualServices count that name the Gateway and have a host that its server
/// lets in; those with the most specific name are joined, the oldest first, and routes for everything come last
/// (istio pilot/pkg/networking/core/gateway.go buildGatewayHTTPRouteConfig; pilot/pkg/networking/core/route/sort.go SortVHostRoutes).
/// </summary>
public static class GatewayRouting
{
    /// <summary>The VirtualServices that route a host at a server.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="pods">The gateway's pods.</param>
    /// <param name="server">The server.</param>
    /// <param name="host">The host that is asked for.</param>
    /// <returns>Those that count, the oldest first.</returns>
    public static IReadOnlyList<MeshManifest> For(RoutingCluster cluster, MeshCaller pods, EntryServer server, string host)
    {
        var named =
            cluster.VirtualServices.All.Where(item => Names(item, server.Gateway) && cluster.VirtualServices.IsSeen(item, pods.Namespace))
                .Select(item => (item, domain: cluster.VirtualServices.HostsOf(item)
                    .Select(routed => server.Domain(host, routed, item.Namespace)).OfType<string>()
                    .MaxBy(Specificity)))
                .Where(pair => pair.domain is not null).ToList();
        var best = named.Count == 0 ? 0 : named.Max(pair => Specificity(pair.domain!));
        return [.. named.Where(pair => Specificity(pair.domain!) == best).Select(pair => pair.item)];
    }

    /// <summary>Whether any VirtualService that the pods of a Gateway are given names it.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="pods">The gateway's pods.</param>
    /// <param name="gateway">The Gateway.</param>
    /// <returns>True when one does.</returns>
    public static bool IsNamed(RoutingCluster cluster, MeshCaller pods, MeshManifest gateway) =>
        cluster.VirtualServices.All.Any(item => Names(item, gateway) && cluster.VirtualServices.IsSeen(item, pods.Namespace));

    /// <summary>Chooses the route.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="pods">The gateway's pods.</param>
    /// <param name="server">The server.</param>
    /// <param name="request">The request; its authority is the host, its port the server's.</param>
    /// <returns>The route; <see cref="RouteOutcome.CalledHost"/> where no VirtualService is for the host.</returns>
    public static RouteChoice Choose(RoutingCluster cluster, MeshCaller pods, EntryServer server, MeshRequest request)
    {
        var (all, skipped) = (For(cluster, pods, server, request.Authority), new List<SkippedRoute>());
        var candidates = server.Traffic == PortTraffic.Http
            ? all.SelectMany(item => new HttpRoutes(cluster, item).Candidates()).OrderBy(IsForEverything)
            : all.SelectMany(item => Connections(item, server.Traffic == PortTraffic.Tls ? "tls" : "tcp"));
        foreach (var candidate in candidates)
        {
            var why = candidate.Matches.Select(match => Fails(match, candidate.Owner, pods, server, request))
                .FirstOrDefault(why => why is not null);
            if (why is null) return Routed(cluster, pods, candidate, request) with { Skipped = skipped };
            skipped.Add(new(candidate.Owner, candidate.Field, why));
        }

        return new()
        {
            Outcome = all.Count == 0 ? RouteOutcome.CalledHost : RouteOutcome.NoRoute,
            VirtualService = all.Count == 0 ? null : all[0],
            Skipped = skipped
        };
    }

    private static bool Names(MeshManifest item, MeshManifest gateway) => item.Spec.List("hosts").Count > 0
        && item.Spec.List("gateways").OfType<string>().Any(name => EntryGateways.Whole(item, name) == EntryGateways.NameOf(gateway));

    private static int Specificity(string domain) => HostPattern.IsWildcard(domain) ? domain.Length : int.MaxValue;

    private static bool IsForEverything(HttpRoutes.Candidate candidate) =>
        candidate.Matches.All(match => match.Count == 0 || (match.Count == 1 && match.Map("uri")?.Text("prefix") == "/"));

    private static IEnumerable<HttpRoutes.Candidate> Connections(MeshManifest item, string kind) =>
        item.Spec.Maps(kind).SelectMany((route, index) =>
        {
            var matches = route.List("match").OfType<UnstructuredMap>().ToList();
            var field = FormattableString.Invariant($"{kind}[{index}]");
            return matches.Count == 0
                ? [new(item, route, field, [])]
                : matches.Select((match, place) =>
                    new HttpRoutes.Candidate(item, route, FormattableString.Invariant($"{field}.match[{place}]"), [match]));
        });

    private static string? Fails(UnstructuredMap match, MeshManifest owner, MeshCaller pods, EntryServer server, MeshRequest request) =>
        SourceCondition.FailsAtGateway(
            match, pods, request.Port, names => names.Any(name => EntryGateways.Whole(owner, name) == EntryGateways.NameOf(server.Gateway)))
        ?? (server.Traffic == PortTraffic.Http ? HttpCondition.Fails(match, request) : Names(match, request));

    private static string? Names(UnstructuredMap match, MeshRequest request)
    {
        var hosts = match.List("sniHosts").OfType<string>().ToList();
        return hosts.Count == 0 || hosts.Exists(host => HostPattern.Covers(host, request.Sni))
            ? null
            : $"its server name {request.Sni} is not {string.Join(" or ", hosts)}";
    }

    private static RouteChoice Routed(RoutingCluster cluster, MeshCaller pods, HttpRoutes.Candidate candidate, MeshRequest request)
    {
        var shares = WeightShares.Of(cluster, pods, candidate.Owner, candidate.Route, request.Port, isRequest: false);
        return new()
        {
            Outcome = candidate.IsOpen ? RouteOutcome.Delegated : RequestRouting.Outcome(candidate.Route, shares),
            VirtualService = candidate.Owner,
            Field = candidate.Field,
            Route = candidate.Route,
            Shares = shares
        };
    }
}
