using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Planning.Dns;

namespace MeshFederation.Tests.Planning;

public sealed class DnsPlannerTests
{
    private static readonly MeshCluster Client = Declared.Cluster("client");
    private static readonly MeshCluster Server = Declared.Cluster("server");

    [Fact]
    public void A_service_with_a_split_that_runs_beside_its_callers_needs_none()
    {
        var service = Declared.Service("reviews", [Client, Server], Client).WithTrafficSplit([new("server", LabelSet.Empty, 100)], []);
        Assert.Empty(DnsPlanner.Plan(Declared.Federation(service)));
    }

    [Fact]
    public void Without_a_split_the_host_in_the_other_cluster_is_called_itself_and_must_be_known() =>
        Assert.Equal(
            ["reviews.default.svc.server.global"],
            DnsPlanner.Plan(Declared.Federation(Declared.Service("reviews", [Client, Server], Client))).Single().Host);
}
