using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

public sealed partial class AmbientTests
{
    [Fact]
    public void A_cluster_that_only_calls_may_be_older()
    {
        var client = Cluster("c1") with { IstioVersion = new(1, 29, 1) };
        Assert.NotEmpty(Plan(Service([Instance("c2", "a")], client)));
        var server = Cluster("c2") with { IstioVersion = new(1, 29, 1) };
        Assert.Equal(MeshErrorId.AmbientVersionUnsafe, Refusal(Service([new(server) { ServiceAccount = ["a"] }])));
    }

    [Fact]
    public void Callers_know_a_gateway_by_the_account_that_its_annotation_names()
    {
        var facts = new MeshClusterFacts
        {
            EastWestGateway = ["istio-system/istio-eastwestgateway"],
            EastWestAccount = ["istio-system/east=other", "istio-system/istio-eastwestgateway=edge"],
        };
        var server = Cluster("c2") with { Facts = facts, MeshConfig = Global };
        var federation = Declared.Federation(Service([new(server) { ServiceAccount = ["a"] }]));
        Assert.Equal(
            ["c1 {\"gateway.istio.io/service-account\":\"edge\"}", "c2 {\"gateway.istio.io/service-account\":\"edge\"}"],
            FederationPlanner.PlanSeen(federation).Where(item => item.Kind == "Gateway")
                .Select(item => $"{item.Cluster} {CanonicalJson.Write(item.Metadata.Map("annotations"))}").Order(StringComparer.Ordinal));
    }
}
