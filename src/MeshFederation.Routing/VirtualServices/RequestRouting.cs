using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>Chooses the route of an HTTP request at a sidecar.</summary>
internal static class RequestRouting
{
    /// <summary>
    /// The first VirtualService of the host that has any route for this proxy and port makes the virtual host; a later one for the same
    /// host is dropped (istio pilot/pkg/networking/core/httproute.go BuildSidecarOutboundVirtualHosts, duplicate domains). In it the first
    /// matching route decides, and there is no way back to the called host.
    /// </summary>
    public static RouteChoice Choose(RoutingCluster cluster, MeshCaller caller, RoutedService service, MeshRequest request) =>
        Choose(cluster, caller, cluster.VirtualServices.ForRequests(service.Host, caller, cluster.Sidecars.For(caller), request.Port),
            request);

    /// <summary>By the first of VirtualServices that has any route for this proxy and port.</summary>
    public static RouteChoice Choose(RoutingCluster cluster, MeshCaller caller, IReadOnlyList<MeshManifest> all, MeshRequest request)
    {
        var skipped = new List<SkippedRoute>();
        foreach (var item in all)
        {
            var built = Built(new HttpRoutes(cluster, item), IstiodLabels.Augment(caller, cluster.Facts), request.Port, skipped);
            if (built.Count == 0) continue;
            return Match(cluster, caller, item, built, request, skipped) with { Shadowed = [.. all.Where(other => other != item)] };
        }

        return new() { Outcome = RouteOutcome.CalledHost, Skipped = skipped };
    }

    /// <summary>Whether a VirtualService has any route for this proxy and port.</summary>
    public static bool HasRoutes(RoutingCluster cluster, MeshCaller caller, MeshManifest virtualService, int port) =>
        Built(new(cluster, virtualService), caller, port, []).Count > 0;

    private static List<HttpRoutes.Candidate> Built(HttpRoutes routes, MeshCaller caller, int port, List<SkippedRoute> skipped)
    {
        var built = new List<HttpRoutes.Candidate>();
        foreach (var candidate in routes.Candidates())
        {
            if (candidate.FailsStatically(caller, port) is { } why) skipped.Add(new(candidate.Owner, candidate.Field, why));
            else built.Add(candidate);
        }

        return built;
    }

    private static RouteChoice Match(
        RoutingCluster cluster,
        MeshCaller caller,
        MeshManifest virtualService,
        List<HttpRoutes.Candidate> built,
        MeshRequest request,
        List<SkippedRoute> skipped)
    {
        foreach (var candidate in built)
        {
            if (candidate.Fails(request) is { } why)
            {
                skipped.Add(new(candidate.Owner, candidate.Field, why));
                continue;
            }

            var shares = WeightShares.Of(cluster, caller, candidate.Owner, candidate.Route, request.Port, isRequest: true);
            return new()
            {
                Outcome = candidate.IsOpen ? RouteOutcome.Delegated : Outcome(candidate.Route, shares),
                VirtualService = candidate.Owner,
                Field = candidate.Field,
                Route = candidate.Route,
                Shares = shares,
                Skipped = [.. skipped],
            };
        }

        return new() { Outcome = RouteOutcome.NoRoute, VirtualService = virtualService, Skipped = [.. skipped] };
    }

    /// <summary>What a route does with what it takes.</summary>
    public static RouteOutcome Outcome(UnstructuredMap route, IReadOnlyList<RouteShare> shares)
    {
        if (route.Map("redirect") is not null) return RouteOutcome.Redirected;
        if (route.Map("directResponse") is not null) return RouteOutcome.Answered;
        return shares.Any(share => share.Share > 0) ? RouteOutcome.Routed : RouteOutcome.NoDestination;
    }
}
