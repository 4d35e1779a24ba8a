using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Routing;
using MeshFederation.Routing.CalledHosts;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Tests.Routing;

public sealed class RoutingProperties
{
    private static readonly Gen<(MeshCaller Caller, MeshRequest Request)> Call =
        from ns in Gen.OneOf("default", "edge")
        from batch in Gen.Bool
        from path in Gen.OneOf("/", "/a", "/b/c", "/a?q=1", "/b?q=2&r")
        from method in Gen.OneOf("GET", "POST")
        from user in Gen.OneOf(null, "jason", "bob")
        from marks in Gen.Select(Gen.Bool, Gen.Bool)
        let headers = new (string Name, string? Value)[]
        {
            ("end-user", user),
            ("x-a", marks.Item1 ? "1" : null),
            ("x-b", marks.Item2 ? "" : null)
        }
        select (
            new MeshCaller(ns, batch ? UnstructuredMap.Of(("app", "batch")) : UnstructuredMap.Empty),
            new MeshRequest
            {
                Port = 0,
                Authority = "",
                Path = path,
                Method = method,
                Headers = headers.Where(header => header.Value is not null)
                    .ToDictionary(header => header.Name, header => header.Value!, StringComparer.OrdinalIgnoreCase),
            });

    /// <summary>The caller's own proxy.</summary>
    private static Dictionary<(string Cluster, LabelSet Subset), double> Answer => new() { [("", LabelSet.Empty)] = 100 };

    [Fact]
    public void Planned_objects_route_every_request_as_the_split_says() =>
        Gen.Select(TrafficGen.Services(5, 6), Call.Array[4]).Sample(
            (services, calls) =>
            {
                var federation = Federation.Create("random", services, AddressPool.Parse(AddressPool.DefaultRange));
                var mesh = new RoutingMesh(FederationPlanner.Plan(federation), federation.Services, []);
                foreach (var service in federation.Services)
                {
                    foreach (var client in service.ClientCluster) AssertCalls(mesh, service, client, calls, dead: null);
                }
            },
            iter: 100);

    [Fact]
    public void While_a_cluster_is_dead_its_requests_go_to_the_fallbacks_and_all_others_where_they_went() =>
        Gen.Select(TrafficGen.Services(4, 4), Call.Array[2]).Sample(
            (services, calls) =>
            {
                var federation = Federation.Create("random", services, AddressPool.Parse(AddressPool.DefaultRange));
                var mesh = new RoutingMesh(FederationPlanner.Plan(federation), federation.Services, []);
                foreach (var service in federation.Services)
                {
                    foreach (var (client, dead) in from client in service.ClientCluster
                                                   from dead in service.Cluster
                                                   select (client, dead))
                    {
                        AssertCalls(mesh, service, client, calls, dead.Name);
                    }
                }
            },
            iter: 100);

    private static void AssertCalls(
        RoutingMesh mesh, MeshService service, MeshCluster client, (MeshCaller Caller, MeshRequest Request)[] calls, string? dead)
    {
        var called = service.In(client.Name) is null ? service.Cluster : [client];
        foreach (var (cluster, port, (caller, request)) in from cluster in called
                                                           from port in service.Port
                                                           from call in calls
                                                           select (cluster, port, call))
        {
            var isLocal = cluster.Name == client.Name;
            var remote = isLocal ? null : new RemoteCall(service, client, service.In(cluster.Name)!);
            var host = isLocal ? Hosts.Local(service, client) : remote!.Host;
            var number = isLocal ? service.In(client.Name)!.NumberOf(port) : remote!.PortNumber(port);
            var expected = SplitOracle.Expect(service, (client.Name, cluster.Name), port, caller, request, dead);
            var sent = request with { Port = number, Authority = host };
            AssertReached(mesh, service, client, (caller, sent), port, dead, expected);
        }

        if (service.MeshHostname is not { } name) return;
        var order = service.Cluster.Select(cluster => cluster.Name).Where(cluster => !service.IsSuspended(cluster))
            .OrderByDescending(cluster => cluster == client.Name).ThenBy(cluster => cluster, StringComparer.Ordinal).ToList();
        foreach (var (port, (caller, request)) in service.Port.SelectMany(_ => calls, (port, call) => (port, call)))
        {
            var expected = SplitOracle.Expect(service, (client.Name, order[0]), port, caller, request, dead, order);
            var sent = request with { Port = service.NumberSeenFrom(client, port), Authority = name };
            AssertReached(mesh, service, client, (caller, sent), port, dead, expected);
        }
    }

    /// <summary>A request is answered where the declaration says so, reaches what is expected otherwise, and has its policies.</summary>
    private static void AssertReached(
        RoutingMesh mesh, MeshService service, MeshCluster client, (MeshCaller Caller, MeshRequest Request) call, MeshPort port,
        string? dead, Dictionary<(string Cluster, LabelSet Subset), double> expected)
    {
        var isHttp = port.Protocol.IsRoutedBy(RouteKind.Http) && call.Request.IsHttp;
        bool Takes(MeshMatch? match) => isHttp && SplitOracle.Takes(match, port, call.Caller, call.Request);
        if (PolicyOracle.Held(service, "redirect", Takes) is not null) expected = Answer;
        var choice = Choice(mesh[client.Name]!, call.Caller, call.Request);
        PolicyOracle.AssertHeld(service, Takes, choice.Route ?? UnstructuredMap.Empty);
        var reached = Text(Reached(mesh, client.Name, call.Caller, choice, port, dead));
        Assert.True(
            Text(expected) == reached,
            $"{call.Request} of {call.Caller} to {port} of {service} in {client} reaches {reached} and not {Text(expected)}.\n"
            + $"{string.Join('\n', service.TrafficSplit)}\n{string.Join('\n', service.Policy)}\n{choice.Route}");
    }

    [Fact]
    public void A_cluster_that_is_suspended_gets_no_request_by_any_host_and_all_comes_back() =>
        Gen.Select(TrafficGen.Services(4, 4), Call.Array[2]).Sample(
            (services, calls) =>
            {
                var pool = AddressPool.Parse(AddressPool.DefaultRange);
                var before = Yaml(Federation.Create("random", services, pool));
                foreach (var name in services.SelectMany(service => service.Cluster).Select(cluster => cluster.Name).Distinct())
                {
                    var drained = services.Select(service => service.Instance.Count > 1 ? service.WithSuspended([name]) : service).ToList();
                    var federation = Federation.Create("random", drained, pool);
                    var mesh = new RoutingMesh(FederationPlanner.Plan(federation), federation.Services, []);
                    foreach (var service in federation.Services.Where(service => service.IsSuspended(name)))
                    {
                        AssertNothingReaches(mesh, service, calls, name);
                        foreach (var client in service.ClientCluster)
                            AssertCalls(mesh, service.WithoutSuspended(), client, calls, dead: null);
                    }

                    var resumed = drained.Select(service => service.WithResumed([name])).ToList();
                    Assert.Equal(before, Yaml(Federation.Create("random", resumed, pool)));
                }
            },
            iter: 40);

    private static string Yaml(Federation federation) =>
        string.Join("---", FederationPlanner.Plan(federation).Select(manifest => $"{manifest.Cluster} {manifest.ToYaml()}"));

    private static void AssertNothingReaches(
        RoutingMesh mesh, MeshService service, (MeshCaller Caller, MeshRequest Request)[] calls, string suspended)
    {
        foreach (var (client, port, (caller, request)) in from client in service.ClientCluster
                                                          from port in service.Port
                                                          from call in calls
                                                          select (client, port, call))
        {
            var hosts = service.Instance.Where(instance => instance.Cluster.Name != client.Name)
                .Select(instance => new RemoteCall(service, client, instance)).Select(call => (call.Host, Number: call.PortNumber(port)));
            if (service.In(client.Name) is { } own) hosts = hosts.Append((Hosts.Local(service, client), own.NumberOf(port)));
            if (service.MeshHostname is { } name) hosts = hosts.Append((name, service.NumberSeenFrom(client, port)));
            foreach (var (host, number) in hosts)
            {
                var choice = Choice(mesh[client.Name]!, caller, request with { Port = number, Authority = host });
                var reached = Reached(mesh, client.Name, caller, choice, port, dead: null);
                Assert.DoesNotContain(reached, target => target.Key.Cluster == suspended);
                Assert.Equal(100, reached.Values.Sum(), 6);
            }
        }
    }

    /// <summary>What becomes of a request at the caller's proxy, and what it calls.</summary>
    private sealed record SentChoice(
        RouteOutcome Outcome, IReadOnlyList<RouteShare> Shares, UnstructuredMap? Route, string Host, int Port);

    private static SentChoice Choice(RoutingCluster cluster, MeshCaller caller, MeshRequest request)
    {
        var called = HostResolver.Resolve(cluster, caller, request.Authority, request.Port);
        Assert.Equal(CalledHostOutcome.Found, called.Outcome);
        var choice = RouteChooser.Choose(cluster, caller, called.Service!, called.Port!, request);
        return new(choice.Outcome, choice.Shares, choice.Route, called.Host, request.Port);
    }

    private static Dictionary<(string Cluster, LabelSet Subset), double> Reached(
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

    private static (string Cluster, LabelSet Subset) Target(
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

    private static string Text(Dictionary<(string Cluster, LabelSet Subset), double> shares) => string.Join(
        "; ", shares.Select(share => FormattableString.Invariant($"{share.Key.Cluster}/{share.Key.Subset} {share.Value}"))
            .Order(StringComparer.Ordinal));
}
