using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>
/// A Service becomes global as a whole, so connections to a port of it that is not federated go to other clusters as well, where there may
/// be none.
/// </summary>
public sealed class AmbientPortTests
{
    [Theory]
    [InlineData("c1", "c1,c2")]
    [InlineData("c1,c2", "c1,c2,c3")]
    [InlineData("c1", "c1,c2,c3", "c3")]
    public void A_port_of_the_own_Service_that_a_cluster_lacks_is_refused_where_its_connections_would_go_there(
        string having, string clusters, string suspended = "")
    {
        var lacking = clusters.Split(',').First(name => name != suspended && !Has(having, name));
        var error = Assert.Throws<MeshException>(() => Plan(Service(having, clusters, suspended)));
        Assert.Equal(MeshErrorId.AmbientServiceUnfit, error.ErrorId);
        Assert.Contains("has the port http-admin:8081", error.Message, StringComparison.Ordinal);
        Assert.Contains($"in 'c1', and none is declared in '{lacking}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c1,c2", "c1,c2")]
    [InlineData("c2", "c1,c2")]
    [InlineData("c1,c2", "c1,c2,c3", "c3")]
    [InlineData("", "c1,c2")]
    public void Other_ports_are_taken(string having, string clusters, string suspended = "") =>
        Assert.NotEmpty(Plan(Service(having, clusters, suspended)));

    [Fact]
    public void Where_the_own_pods_come_first_connections_to_it_stay_there() => Assert.NotEmpty(Plan(Service("c1", "c1,c2") with
    {
        TrafficSplit = [new(null, [new("c1", LabelSet.Empty, 100) { Fallback = [new("c2", LabelSet.Empty)] }]) { IsLocalFirst = true }],
    }));

    private static bool Has(string names, string name) => names.Split(',').Contains(name, StringComparer.Ordinal);

    private static IEnumerable<object> Plan(MeshService service) => FederationPlanner.Plan(Declared.Federation(service));

    private static MeshService Service(string having, string clusters, string suspended = "") =>
        Declared.Service("one", [.. clusters.Split(',').Select(Cluster)], Cluster("c1")) with
        {
            Instance = clusters.Split(',').Select(name => new MeshServiceInstance(Cluster(name))
            {
                ServiceAccount = ["a"],
                Selector = LabelSet.Create("app", "one"),
                OtherPort = Has(having, name) ? [PortSyntax.Parse("http-admin:8081")] : [],
            }).ToValueList(),
            Suspended = suspended.Length > 0 ? [suspended] : [],
        };

    private static MeshCluster Cluster(string name) => Declared.Cluster(name) with
    {
        RoutingMode = MeshRoutingMode.Ambient,
        Network = "net-" + name,
        Gateway = AmbientClusters.Usual(Declared.Cluster(name).Gateway),
    };
}
