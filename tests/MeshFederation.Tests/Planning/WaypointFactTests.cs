using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>What was read of waypoints, and counts where a service is behind one.</summary>
public sealed class WaypointFactTests
{
    [Fact]
    public void The_account_of_a_waypoint_is_that_of_its_annotation()
    {
        var server = Behind("c2", new() { Waypoint = ["default/w"], WaypointAccount = ["default/w2=other", "default/w=gateways"] });
        var planned = FederationPlanner.Plan(Declared.Federation(Service(server, Cluster("c1"))));
        Assert.Equal(
            ["a", "gateways"], planned.Where(item => item.Kind == "WorkloadEntry").Select(item => item.Spec.Text("serviceAccount")));
    }

    [Theory]
    [InlineData("AMBIENT_ENABLE_MULTI_NETWORK_WAYPOINT=false", "default/w", true)]
    [InlineData("AMBIENT_ENABLE_MULTI_NETWORK_WAYPOINT=false", "default/another", false)]
    [InlineData("AMBIENT_ENABLE_MULTI_NETWORK_WAYPOINT=true", "default/w", false)]
    [InlineData("AMBIENT_ENABLE_MULTI_NETWORK=true", "default/w", false)]
    public void A_waypoint_that_calls_no_other_network_is_refused_where_it_takes_the_calls(string setting, string there, bool isRefused)
    {
        var service = Service(Cluster("c2"), Behind("c1", new() { Waypoint = [there], IstiodSetting = [setting] }));
        if (!isRefused)
        {
            Assert.NotEmpty(FederationPlanner.Plan(Declared.Federation(service)));
            return;
        }

        var refused = Assert.Throws<MeshException>(() => Declared.Federation(service));
        Assert.Equal(MeshErrorId.AmbientServiceUnfit, refused.ErrorId);
        Assert.Contains("The waypoint default/w takes the calls", refused.Message, StringComparison.Ordinal);
    }

    private static MeshService Service(MeshCluster server, MeshCluster client) => Declared.Service("one", [server], client) with
    {
        Instance = [new(server) { ServiceAccount = ["a"] }],
    };

    /// <summary>A cluster whose Service names the waypoint w.</summary>
    private static MeshCluster Behind(string name, MeshClusterFacts facts) => Cluster(name) with
    {
        MeshConfig = new() { GlobalService = [ServiceScopes.Of(Cluster(name))[0]] },
        Facts = facts with
        {
            AmbientNamespace = ["default"],
            ServiceWaypoint = [new("default", "one", LabelSet.Create(AmbientNames.UseWaypoint, "w"))],
        },
    };

    private static MeshCluster Cluster(string name) => Declared.Cluster(name) with
    {
        RoutingMode = MeshRoutingMode.Ambient,
        Network = "net-" + name,
        Gateway = AmbientClusters.Usual(Declared.Cluster(name).Gateway),
    };
}
