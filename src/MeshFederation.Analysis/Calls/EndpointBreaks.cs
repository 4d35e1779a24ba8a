using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Registry;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>
/// Why endpoints of a destination in the caller's own cluster cannot be called: pods that a ServiceEntry selects, and Services that its
/// endpoints name. Traces and rules share it; what becomes of gateways is decided elsewhere.
/// </summary>
internal static class EndpointBreaks
{
    /// <summary>The breaks; those of pods once for each of the tiers that take over for each other.</summary>
    /// <param name="mesh">All clusters.</param>
    /// <param name="client">The cluster of the caller.</param>
    /// <param name="caller">The calling pods.</param>
    /// <param name="answer">What the engine makes of the destination.</param>
    /// <returns>What is called, and the fault in one sentence.</returns>
    public static IEnumerable<(DestinationAnswer Called, CallBreak Break)> Of(
        RoutingMesh mesh, RoutingCluster client, MeshCaller caller, DestinationAnswer answer) =>
            answer is { Outcome: DestinationOutcome.Found, ConnectsToCalledAddress: false, Endpoints.Endpoints: { Count: > 0 } endpoints }
            && MayBreak(client, caller, endpoints)
                ? OfEach(mesh, client, caller, answer)
                : [];

    /// <summary>Whether pods are among the endpoints, or names of Services; most are addresses of gateways.</summary>
    private static bool MayBreak(RoutingCluster client, MeshCaller caller, IReadOnlyList<RoutedEndpoint> endpoints)
    {
        for (var i = 0; i < endpoints.Count; i++)
        {
            if (endpoints[i].Pod is not null || Named(client, caller, endpoints[i]) is not null) return true;
        }

        return false;
    }

    private static IEnumerable<(DestinationAnswer Called, CallBreak Break)> OfEach(
        RoutingMesh mesh, RoutingCluster client, MeshCaller caller, DestinationAnswer answer)
    {
        var endpoints = answer.Endpoints!;
        if (answer.Service is { IsKubernetes: true } && endpoints.Endpoints.All(endpoint => endpoint.Pod is not null)) yield break;
        if (endpoints.Endpoints.Any(endpoint => endpoint.Pod is not null))
        {
            foreach (var tier in EndpointTiers.Of(client, caller, answer))
            {
                var called = At(answer, [.. tier.Endpoints.Where(endpoint => endpoint.Pod is not null)]);
                if (DestinationBreaks.OfPods(client, called) is { } found) yield return (called, found);
            }
        }

        foreach (var endpoint in endpoints.Endpoints.Where(endpoint => endpoint.Pod is null))
        {
            if (Service(client, caller, answer, endpoint) is var (share, local)
                && GatewayFinder.Find(mesh, client, answer.Service!, endpoint) is null
                && DestinationBreaks.Of(mesh, client, caller, share, local) is { } found)
            {
                yield return (local, found);
            }
        }
    }

    /// <summary>The destination as it is for some of its pods.</summary>
    public static DestinationAnswer At(DestinationAnswer answer, IReadOnlyList<RoutedEndpoint> endpoints)
    {
        List<RoutedPod> pods = [.. endpoints.Select(endpoint => endpoint.Pod!)];
        return answer with { Pods = new(PodKnowledge.Pods, pods, pods) };
    }

    /// <summary>
    /// What is called where an endpoint is the name of a Service of the caller's own cluster and one of its ports, and the pods are no
    /// gateway; null where it is not.
    /// </summary>
    public static (RouteShare Share, DestinationAnswer Answer)? Service(
        RoutingCluster client, MeshCaller caller, DestinationAnswer answer, RoutedEndpoint endpoint)
    {
        if (Named(client, caller, endpoint) is not { } service
            || service.Port(endpoint.Port) is null || Gateway(client, service, endpoint.Port) is not null)
        {
            return null;
        }

        var share = new RouteShare(service.Host, "", endpoint.Port, 100, 100);
        var local = DestinationChooser.Choose(client, caller, share);
        return local.Outcome is DestinationOutcome.Found or DestinationOutcome.NoEndpoint ? (share, local with { Tls = answer.Tls }) : null;
    }

    /// <summary>The Service of the caller's own cluster that an endpoint names; null where it is another address.</summary>
    public static RoutedService? Named(RoutingCluster client, MeshCaller caller, RoutedEndpoint endpoint) =>
        client.Services.Find(endpoint.Address, caller.Namespace) is { IsKubernetes: true } service ? service : null;

    /// <summary>The gateway that the pods of a Service are; null where they are none that passes the mesh's TLS on.</summary>
    public static GatewayWorkload? Gateway(RoutingCluster client, RoutedService service, int port)
    {
        if (service.Manifest is not { } manifest || ServicePort.Of(manifest.Content).FirstOrDefault(item => item.Number == port) is not
            { } known)
        {
            return null;
        }

        var workload = client.Gateways.Behind(manifest, known.Listening);
        return client.Gateways.PassthroughServers(workload).Servers.Count > 0 ? workload : null;
    }
}
