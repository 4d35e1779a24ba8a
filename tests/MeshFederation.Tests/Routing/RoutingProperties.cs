using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Routing;
using MeshFederation.Routing.VirtualServices;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Tests.Routing;

public sealed class RoutingProperties
{
    internal static readonly Gen<(MeshCaller Caller, MeshRequest Request)> Call =
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

    internal static void AssertCalls(
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
            var sent = request with { Port = number, Authority = host };
            AssertReached(
                mesh, service, client, (caller, sent), port, dead,
                dead => SplitOracle.Expect(service, (client.Name, cluster.Name), port, caller, request, dead));
        }

        if (service.MeshHostname is not { } name) return;
        var order = service.Cluster.Select(cluster => cluster.Name).Where(cluster => !service.IsSuspended(cluster))
            .OrderByDescending(cluster => cluster == client.Name).ThenBy(cluster => cluster, StringComparer.Ordinal).ToList();
        foreach (var (port, (caller, request)) in service.Port.SelectMany(_ => calls, (port, call) => (port, call)))
        {
            var sent = request with { Port = service.NumberSeenFrom(client, port), Authority = name };
            AssertReached(
                mesh, service, client, (caller, sent), port, dead,
                dead => SplitOracle.Expect(service, (client.Name, order[0]), port, caller, request, dead, order));
        }
    }

    /// <summary>A request is answered where the declaration says so, reaches what is expected otherwise, and has its policies.</summary>
    private static void AssertReached(
        RoutingMesh mesh, MeshService service, MeshCluster client, (MeshCaller Caller, MeshRequest Request) call, MeshPort port,
        string? dead, Func<string?, Dictionary<(string Cluster, LabelSet Subset), double>> expect)
    {
        var expected = expect(dead);
        var isHttp = port.Protocol.IsRoutedBy(RouteKind.Http) && call.Request.IsHttp;
        bool Takes(MeshMatch? match) => isHttp && SplitOracle.Takes(match, port, call.Caller, call.Request);
        if (PolicyOracle.Held(service, "redirect", Takes) is not null) expected = ReachedPods.Answer;
        var choice = ReachedPods.Choice(mesh[client.Name]!, call.Caller, call.Request);
        PolicyOracle.AssertHeld(service, Takes, choice.Route ?? UnstructuredMap.Empty, SplitOracle.Only(expect(null)));
        if (isHttp && choice.Outcome == RouteOutcome.Routed)
        {
            AssertCopied(mesh, client.Name, call.Caller, PolicyOracle.Held(service, "mirror", Takes) as MeshMirror, choice, port);
            if (service.SeenFrom(client.Name).TrafficSplit.FirstOrDefault(split => Takes(split.Match)) is { } split)
                PolicyOracle.AssertHeaders(service, split.Destination, choice.Route!);
        }

        var reached = Text(ReachedPods.Of(mesh, client.Name, call.Caller, choice, port, dead));
        Assert.True(
            Text(expected) == reached,
            $"{call.Request} of {call.Caller} to {port} of {service} in {client} reaches {reached} and not {Text(expected)}.\n"
            + $"{string.Join('\n', service.TrafficSplit)}\n{string.Join('\n', service.Policy)}\n{choice.Route}");
    }

    /// <summary>Copies reach the pods that the declaration names.</summary>
    private static void AssertCopied(
        RoutingMesh mesh, string client, MeshCaller caller, MeshMirror? declared, ReachedPods.SentChoice choice, MeshPort port)
    {
        if (choice.Route!.Map("mirror") is not { } copy) return;
        var share = new RouteShare(
            copy.Text("host")!, copy.Text("subset") ?? "", (int)copy.Map("port")!.Number("number")!.Value, 100, 100);
        var to = Assert.Single(declared!.Destination);
        Assert.Equal((to.Cluster, to.Subset), ReachedPods.Target(mesh, mesh[client]!, caller, share, port, dead: null));
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
                var choice = ReachedPods.Choice(mesh[client.Name]!, caller, request with { Port = number, Authority = host });
                var reached = ReachedPods.Of(mesh, client.Name, caller, choice, port, dead: null);
                Assert.DoesNotContain(reached, target => target.Key.Cluster == suspended);
                Assert.Equal(100, reached.Values.Sum(), 6);
            }
        }
    }

    internal static string Text(Dictionary<(string Cluster, LabelSet Subset), double> shares) => string.Join(
        "; ", shares.Select(share => FormattableString.Invariant($"{share.Key.Cluster}/{share.Key.Subset} {share.Value}"))
            .Order(StringComparer.Ordinal));
}
