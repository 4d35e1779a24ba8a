using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Routing;
using MeshFederation.Routing.Access;
using static MeshFederation.Tests.Planning.AccessPolicyTests;

namespace MeshFederation.Tests.Planning;

/// <summary>Access policies of services that have pods in common.</summary>
public sealed class SharedPodsTests
{
    /// <summary>A policy is for pods, whichever of their Services is called.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Services_of_the_same_pods_are_each_called_by_whom_they_let_in(int seed)
    {
        var random = new Random(seed);
        var (letIn, keptOut) = (0, 0);
        for (var i = 0; i < 25; i++)
        {
            var (server, client) = (Cluster("c1"), Cluster("c2"));
            var service = Service(server, client).WithAccess(Policy(random, Service(server, client)));
            var beside = Beside(server, client, random.Next(2) == 0 ? LabelSet.Empty : LabelSet.Create("tier", "b"));
            if (random.Next(3) > 0) beside = beside.WithAccess(new() { ServiceAccount = Some(random, ["web", "job"]) });
            var access = new RoutingCluster(server, Planned(service, beside), []).Access;
            foreach (var (domain, space, account) in Callers().Where(caller => caller.Domain == "c2"))
            {
                var source = new AccessSource(true, domain, space, account);
                var ofBeside = new AccessRequest { Source = source, IsHttp = true, Port = 9090, Method = "GET", Path = "/" };
                foreach (var request in Requests(source).Append(ofBeside))
                {
                    var called = request.Port == 9090 ? beside : service;
                    var port = called.Port.First(port => called.Instance[0].TargetOf(port) == request.Port);
                    var isMeant = !called.IsGuarded()
                        || called.LetsIn(client, $"{domain}/ns/{space}/sa/{account}", port, request.Method, request.Path);
                    var answer = access.Decide("shop", UnstructuredMap.Of(("app", "a"), ("tier", "b")), request);
                    Assert.True(isMeant == (answer?.Outcome is null or AccessOutcome.Allowed), $"{request}: {answer}");
                    if (isMeant) letIn++;
                    else keptOut++;
                }
            }
        }

        Assert.True(letIn > 100 && keptOut > 100, $"{letIn} let in, {keptOut} kept out");
    }

    [Fact]
    public void Services_of_the_same_pods_that_nothing_tells_apart_are_refused_unless_they_mean_the_same()
    {
        var (server, client) = (Cluster("c1"), Cluster("c2"));
        var policy = new MeshAccessPolicy { Namespace = ["jobs"] };
        var service = Service(server, client).WithAccess(policy);
        var same = WithInstance(Beside(server, client, LabelSet.Empty), instance =>
            instance with { TargetPort = PortNumbers.Create([new("http-metrics", 8080)]) });
        Refused("has the same pods, and its port http-metrics", service, same);
        Assert.Equal(2, Planned(service, same.WithAccess(policy)).Count);
        Refused(
            "leads to a port of the pods by name",
            WithInstance(service, instance => instance with { NamedTargetPort = ["http"] }),
            Beside(server, client, LabelSet.Empty));
        Refused("leads to one of theirs by name", service, WithInstance(Beside(server, client, LabelSet.Empty), instance =>
            instance with { NamedTargetPort = ["http-metrics"] }));
    }

    private static MeshService Beside(MeshCluster server, MeshCluster client, LabelSet more) => ServiceDeclaration.Check(new(
        name: "metrics",
        ns: "shop",
        port: [PortSyntax.Parse("http-metrics:9090")],
        instance: [new(server) { Selector = LabelSet.Create([new("app", "a"), .. more]) }],
        clientCluster: [client]));
}
