using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Traffic;
using MeshFederation.Reporting.Topology;
using MeshFederation.Tests.Planning;

namespace MeshFederation.Tests.Topology;

/// <summary>Pictures of ambient meshes.</summary>
public sealed class AmbientTopologyTests
{
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
}
