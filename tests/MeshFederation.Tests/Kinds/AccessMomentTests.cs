using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Publishing;
using MeshFederation.Routing;
using MeshFederation.Routing.Access;
using MeshFederation.Tests.Planning;
using MeshFederation.Tests.Publishing;

namespace MeshFederation.Tests.Kinds;

/// <summary>Who gets in between any two writes of a publish, by the policies and the hosts of gateways that are there then.</summary>
public sealed class AccessMomentTests
{
    private const int Changes = 400;
    private static readonly string[] Names = ["a", "b", "c"];
    private static readonly MeshCluster Server = Named("c3");

    private static readonly AccessRequest[] Remote =
    [
        .. from domain in new[] { "c1", "c2" }
           from space in new[] { "shop", "jobs" }
           from account in new[] { "web", "job" }
           from path in new[] { "/", "/api/x" }
           select Request(new(true, domain, space, account), path),
    ];

    private static readonly AccessRequest[] Local =
        [Request(new(true, "c3", "shop", "web"), "/"), Request(new(false, null, "", null), "/api/x")];

    [Fact]
    public void Nobody_gets_in_between_two_writes_who_gets_in_neither_before_nor_after()
    {
        var (moments, opened) = (0, 0);
        for (var seed = 0; seed < Changes; seed++)
        {
            var random = new Random(seed);
            var (old, wanted) = (Plan(Some(random)), Plan(Some(random)));
            var (before, after) = (Reached(old), Reached(wanted));
            opened += after.Except(before).Count();
            var objects = old.ToDictionary(Key);
            foreach (var write in Shuffled(PublishingSchedule.Of(SimulatedPlan.Between(old, wanted)), random))
            {
                var key = (write.Change.Cluster, write.Change.Kind, write.Change.Namespace, write.Change.Name);
                if (write.Content is { } content) objects[key] = new(write.Change.Cluster, content);
                else objects.Remove(key);
                var astray = Reached(objects.Values).Except(before).Except(after).ToList();
                Assert.True(astray.Count == 0, $"{seed}, after {write}: {string.Join(", ", astray)}");
                moments++;
            }

            Assert.True(after.SetEquals(Reached(objects.Values)), $"{seed}: in the end others get in than were meant to.");
        }

        Assert.True(moments > Changes && opened > Changes, $"{moments} moments, {opened} opened");
    }

    [Fact]
    public void Gateways_have_the_hosts_of_what_is_exported_and_own_callers_are_left_alone()
    {
        var guarded = 0;
        for (var seed = 0; seed < Changes; seed++)
        {
            var services = Some(new(seed));
            var plan = Plan(services);
            Assert.Equal(
                services.Select(service => service.Name).Order(StringComparer.Ordinal),
                Hosts(plan).Select(host => host.Split('.')[0]).Distinct().Order(StringComparer.Ordinal));
            var policies = plan.Where(ReadKind.AuthorizationPolicy.Type.Is).ToList();
            Assert.All(policies, policy => Assert.Equal("DENY", policy.Spec.Text("action")));
            var access = new RoutingCluster(Server, policies, []).Access;
            Assert.All(Names, name => Assert.All(
                Local, request => Assert.True(access.Decide("shop", Labels(name), request) is null or { Outcome: AccessOutcome.Allowed })));
            guarded += policies.Count;
        }

        Assert.True(guarded > Changes / 2, $"{guarded} policies");
    }

    private static HashSet<string> Reached(IEnumerable<MeshManifest> objects)
    {
        var there = objects.Where(item => item.Cluster == Server.Name).ToList();
        var access = new RoutingCluster(Server, there, []).Access;
        var exported = Hosts(there).Select(host => host.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from name in Names
               where exported.Contains(name)
               from request in Remote
               where access.Decide("shop", Labels(name), request)?.Outcome is null or AccessOutcome.Allowed
               select $"{request.Source} {request.Path} => {name}",
        ];
    }

    private static IEnumerable<string> Hosts(IEnumerable<MeshManifest> objects) => objects
        .Where(item => item.Cluster == Server.Name && ReadKind.Gateway.Type.Is(item))
        .SelectMany(gateway => gateway.Spec.Maps("servers")).SelectMany(server => server.List("hosts").OfType<string>())
        .Select(host => host.Split('/')[^1]);

    private static IReadOnlyList<MeshService> Some(Random random)
    {
        var services = Names.Where(_ => random.Next(4) > 0).Select(name => Service(name, random)).ToList();
        return services.Count > 0 ? services : [Service(Names[0], random)];
    }

    private static MeshService Service(string name, Random random)
    {
        MeshCluster[] clients = random.Next(3) switch { 0 => [Named("c1")], 1 => [Named("c2")], _ => [Named("c1"), Named("c2")] };
        var service = ServiceDeclaration.Check(new(
            name: name,
            ns: "shop",
            port: [PortSyntax.Parse("http:80")],
            instance: [new(Server) { Selector = LabelSet.Create("app", name) }],
            clientCluster: clients.ToValueList()));
        for (var count = random.Next(3); count > 0; count--)
        {
            service = service.WithAccess(new()
            {
                ServiceAccount = random.Next(2) == 0 ? ["web"] : [],
                Namespace = random.Next(2) == 0 ? ["jobs"] : [],
                Cluster = random.Next(2) == 0 ? [clients[random.Next(clients.Length)].Name] : [],
                RequestPath = random.Next(2) == 0 ? ["/api/*"] : [],
            });
        }

        return service;
    }

    private static List<ScheduledWrite> Shuffled(IReadOnlyList<ScheduledWrite> writes, Random random) =>
        [.. writes.GroupBy(write => write.Wave).SelectMany(wave => wave.OrderBy(_ => random.Next()))];

    private static IReadOnlyList<MeshManifest> Plan(IReadOnlyList<MeshService> services) =>
        FederationPlanner.Plan(Declared.Federation([.. services]));

    private static (string Cluster, string Kind, string Namespace, string Name) Key(MeshManifest item) =>
        (item.Cluster, item.Kind, item.Namespace, item.Name);

    private static AccessRequest Request(AccessSource source, string path) =>
        new() { Source = source, IsHttp = true, Port = 80, Method = "GET", Path = path };

    private static UnstructuredMap Labels(string name) => UnstructuredMap.Of(("app", name));

    private static MeshCluster Named(string name) => Declared.Cluster(name) with { TrustDomain = name };
}
