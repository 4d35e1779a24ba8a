using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Access;
using MeshFederation.Tests.Routing.Access;
using static MeshFederation.Tests.Planning.AccessPolicyTests;

namespace MeshFederation.Tests.Planning;

/// <summary>An access policy by which everybody is let in is an object all the same.</summary>
public sealed class OpenPolicyTests
{
    [Theory]
    [InlineData]
    [InlineData("c2")]
    public void Where_everybody_is_let_in_it_is_an_object_that_holds_for_nobody(params string[] aliases)
    {
        var server = Cluster("c1") with { Facts = new() { TrustDomainAlias = aliases.ToValueList() } };
        var service = WithInstance(
            Service(server, Cluster("c2")).WithAccess(new() { Cluster = ["c2"] }),
            instance => instance with { NamedTargetPort = ["http"] });
        var policy = Assert.Single(Planned(service));
        var cluster = new RoutingCluster(server, [policy], []);
        Assert.All(
            Callers().SelectMany(caller => Requests(new(caller.Domain is not null, caller.Domain, caller.Namespace, caller.Account))),
            request => Assert.NotEqual(
                AccessOutcome.Denied, cluster.Access.Decide("shop", UnstructuredMap.Of(("app", "a")), request)?.Outcome));
        Assert.False(new EnvoyAccess([policy.Spec], "shop", ["c1", .. aliases]).Decide(
            new("c2", "shop", "web", true, 8080, "GET", "/", null)) is false);
    }
}
