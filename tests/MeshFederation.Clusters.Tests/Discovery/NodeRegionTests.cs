using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Clusters.Tests.Discovery;

/// <summary>In which region a cluster is, by its nodes.</summary>
public sealed class NodeRegionTests
{
    [Theory]
    [InlineData("us/us-1 us/us-1", "us", "us-1", "us")]
    [InlineData("us/us-1 us/us-2", "us", null, "us")]
    [InlineData("us/us-1 eu/eu-1", null, null, "eu, us")]
    [InlineData("us/us-1 -", "us", null, ", us")]
    [InlineData("-", null, null, "")]
    [InlineData("", null, null, "")]
    public async Task It_is_what_all_nodes_say(string nodes, string? region, string? zone, string known)
    {
        await using var clusters = await TestClusters.StartAsync(1);
        clusters["cluster1"].Put(Scene.Istiod());
        clusters["cluster1"].Put(Scene.Gateway);
        foreach (var (node, number) in nodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((node, number) => (node, number)))
        {
            var labels = node == "-" ? "{}"
                : $"{{topology.kubernetes.io/region: {node.Split('/')[0]}, topology.kubernetes.io/zone: {node.Split('/')[1]}}}";
            clusters["cluster1"].Put(
                FormattableString.Invariant($"apiVersion: v1\nkind: Node\nmetadata: {{name: node-{number}, labels: {labels}}}"));
        }

        var found = await DiscoveryTests.ReadAsync(clusters, new());
        Assert.Equal((region, zone, known), (found.Cluster!.Region, found.Cluster.Zone, $"{found.Cluster.Facts!.NodeRegion}"));
        Assert.DoesNotContain(found.Warning, text => text.Contains("region", StringComparison.Ordinal));
    }
}
