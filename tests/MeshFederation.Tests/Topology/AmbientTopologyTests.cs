using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Reporting.Topology;
using MeshFederation.Tests.Planning;

namespace MeshFederation.Tests.Topology;

/// <summary>Pictures of ambient meshes.</summary>
public sealed class AmbientTopologyTests
{
    private static readonly string Cases = Path.Combine(RepositoryPaths.Root, "tests", "MeshFederation.Tests", "Topology", "cases");

    [Fact]
    public void Flows_of_ambient_meshes_are_said_to_go_through_tunnels()
    {
        static MeshCluster Ambient(string name) => Declared.Cluster(name) with { RoutingMode = MeshRoutingMode.Ambient, Network = name };
        var all = new MeshTrafficSplit(null, [new("c2", LabelSet.Empty, 100)]);
        var service = Declared.Service("one", [Ambient("c2")], Ambient("c1")) with
        {
            TrafficSplit = [all with { Match = new() { Method = "GET" } }, all],
        };
        var picture = MeshTopology.Create("mesh", [service], null).Write(TopologyFormat.Mermaid);
        Assert.Contains("all requests, through tunnels", picture, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TopologyFormat.Mermaid, "ambient.mmd")]
    [InlineData(TopologyFormat.Dot, "ambient.dot")]
    public void A_graph_leads_by_the_waypoint_and_what_stands_for_pods_to_the_gateway_and_the_pods(TopologyFormat format, string file)
    {
        var path = Path.Combine(Cases, file);
        var actual = MeshTopology.Create("mesh", [Split()], null).Write(format);
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1") File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }

    [Theory, MemberData(nameof(TopologyTests.Formats), MemberType = typeof(TopologyTests))]
    public void Every_format_shows_what_a_call_passes(TopologyFormat format)
    {
        var picture = MeshTopology.Create("mesh", [Split()], null).Write(format);
        Assert.All(
            [
                "waypoint default/waypoint", "Service reviews-cluster2-version-v3, answered as reviews or reviews-v3",
                "gateway istio-system/istio-eastwestgateway at 192.0.2.7:15008",
            ],
            text => Assert.Contains(text, picture, StringComparison.Ordinal));
    }

    [Fact]
    public void A_service_that_is_not_sound_is_drawn_too()
    {
        var server = Declared.Cluster("c2") with { Network = "two" };
        var service = Declared.Service("one", [server], Declared.Cluster("c1")) with { RoutingMode = MeshRoutingMode.Ambient };
        Assert.Contains(
            "answered as an account that is not known",
            MeshTopology.Create("mesh", [service], null).Write(TopologyFormat.Dot),
            StringComparison.Ordinal);
    }

    private static MeshService Split() =>
        WaypointGoldenTests.Split(WaypointGoldenTests.Service(), "cluster2/v3:75", "cluster1/v1:25");
}
