using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Routing;
using MeshFederation.Routing.CalledHosts;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Tests.Routing;

/// <summary>Follows a request by the engine to the pods that are selected for it.</summary>
internal static class ReachedPods
{
    /// <summary>The caller's own proxy.</summary>
    public static Dictionary<(string Cluster, LabelSet Subset), double> Answer => new() { [("", LabelSet.Empty)] = 100 };

    /// <summary>What becomes of a request at the caller's proxy, and what it calls.</summary>
    public sealed record SentChoice(
        RouteOutcome Outcome, IReadOnlyList<RouteShare> Shares, UnstructuredMap? Route, string Host, int Port);

    public static SentChoice Choice(RoutingCluster cluster, MeshCaller caller, MeshRequest request)
    {
        var called = HostResolver.Resolve(cluster, caller, request.Authority, request.Port);
        Assert.Equal(CalledHostOutcome.Found, called.Outcome);
        var choice = RouteChooser.Choose(cluster, caller, called.Service!, called.Port!, request);
        return new(choice.Outcome, choice.Shares, choice.Route, called.Host, request.Port);
    }

    /// <summary>The pods that requests of a choice reach, with their shares.</summary>
    public static Dictionary<(string Cluster, LabelSet Subset), double> Of(
        RoutingMesh mesh, string client, MeshCaller caller, SentChoice choice, MeshPort declared, string? dead)
    {
        var cluster = mesh[client]!;
        if (choice.Outcome is RouteOutcome.Redirected or RouteOutcome.Answered) return Answer;
        Assert.Contains(choice.Outcome, new[] { RouteOutcome.CalledHost, RouteOutcome.Routed });
        IReadOnlyList<RouteShare> shares = choice.Outcome == RouteOutcome.CalledHost
            ? [new(choice.Host, "", choice.Port, 100, 100)]
            : choice.Shares;
        return shares.Where(share => share.Share > 0)
            .Select(share => (Target: Target(mesh, cluster, caller, share, declared, dead), share.Share))
            .GroupBy(reached => reached.Target).ToDictionary(same => same.Key, same => same.Sum(reached => reached.Share));
    }

    /// <summary>The pods that a share reaches while a cluster is dead.</summary>
    public static (string Cluster, LabelSet Subset) Target(
        RoutingMesh mesh, RoutingCluster client, MeshCaller caller, RouteShare share, MeshPort declared, string? dead)
    {
        var answer = DestinationChooser.Choose(client, caller, share);
        Assert.Equal((DestinationOutcome.Found, ""), (answer.Outcome, answer.Outcome == DestinationOutcome.Found ? "" : answer.Why));
        if (answer.Service!.IsKubernetes) return (client.Name, Labels(answer.Subset?.Labels));
        var tiers = EndpointTiers.Of(client, caller, answer).Select(tier => Target(mesh, client, answer, tier, declared)).ToList();
        return tiers.Exists(target => target.Cluster != dead) ? tiers.Find(target => target.Cluster != dead) : tiers[0];
    }

    /// <summary>Where all endpoints of a tier lead alike. No pod is known here, so those that are selected are what is asked for.</summary>
    private static (string Cluster, LabelSet Subset) Target(
        RoutingMesh mesh, RoutingCluster client, DestinationAnswer answer, EndpointTier tier, MeshPort declared)
    {
        if (tier.Selecting.Count > 0)
        {
            Assert.Empty(tier.Endpoints);
            return (client.Name, Labels(Assert.Single(tier.Selecting).Selector.With("app", null)));
        }

        return Assert.Single(tier.Endpoints.Select(endpoint => Target(mesh, client, answer, endpoint, declared)).Distinct());
    }

    private static (string Cluster, LabelSet Subset) Target(
        RoutingMesh mesh, RoutingCluster client, DestinationAnswer answer, RoutedEndpoint endpoint, MeshPort declared)
    {
        var (server, workload, _) = GatewayFinder.Find(mesh, client, answer.Service!, endpoint)!;
        var chain = PassthroughChains.Find(server, workload, answer.Tls!.Sni);
        Assert.Equal((ChainOutcome.Served, ""), (chain.Outcome, chain.Outcome == ChainOutcome.Served ? "" : chain.Why));
        Assert.Equal(declared.Name, chain.Port!.Name);
        return (server.Name, Labels(chain.Subset?.Labels));
    }

    private static LabelSet Labels(UnstructuredMap? labels) =>
        LabelSet.Create(
            (labels ?? UnstructuredMap.Empty).Select(label => new KeyValuePair<string, string>(label.Key, (string)label.Value!)));
}
