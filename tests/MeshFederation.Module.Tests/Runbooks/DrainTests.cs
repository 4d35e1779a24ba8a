using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Module.Tests.Runbooks;

/// <summary>
/// A cluster is drained and comes back days later: each step is a session of its own, which knows what the clusters have and nothing else.
/// </summary>
public sealed class DrainTests : IAsyncLifetime
{
    private const string Publish =
        "Publish-MeshFederation -Name bookinfo -Prune -Confirm:$false -SettleTime 0 -SettleTimeout 0 -WarningAction Ignore";

    private TestClusters _clusters = null!;

    private string Read =>
        $"Get-MeshFederation bookinfo -Context cluster1, cluster2 -Kubeconfig '{_clusters.Kubeconfig}' -AsDeclaration";

    public async ValueTask InitializeAsync() => _clusters = await TestClusters.StartAsync(2);

    public ValueTask DisposeAsync() => _clusters.DisposeAsync();

    [Theory]
    [InlineData("Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:15, cluster1/v2:10 -Fallback @{ 'cluster2/v3' = 'cluster1/v1' }")]
    [InlineData("Set-MeshFailover cluster2, cluster1 -InOrder | Set-MeshTimeout 5s -Match @{ PathPrefix = '/slow' }")]
    [InlineData("Set-MeshMirror cluster2 -Percent 10% | Set-MeshOutlierDetection -ConsecutiveGatewayErrors 4")]
    public void What_comes_back_is_exactly_what_was(string traffic)
    {
        Session($$"""
            $c = 1, 2 | ForEach-Object { New-MeshCluster "cluster$_" -Context "cluster$_" -Kubeconfig '{{_clusters.Kubeconfig}}' `
                -GatewayAddress "192.0.2.$_" }
            New-MeshServiceEntry reviews -Cluster $c -ClientCluster $c[0] -Port http:9080 -ServiceAccount reviews `
                -Selector app=reviews | {{traffic}} | {{Publish}}
            """);
        var before = Objects();
        Assert.Contains("cluster2.global", before, StringComparison.Ordinal);
        Session($"{Read} | Suspend-MeshCluster cluster2 | {Publish}");
        var drained = Objects();
        Assert.NotEqual(before, drained);
        Assert.Equal("cluster2", Session($"({Read}).Suspended"));
        Session($"{Read} | Resume-MeshCluster cluster2 | {Publish}");
        Assert.Equal(before, Objects());
    }

    private static string Session(string script)
    {
        using var host = new ModuleHost();
        return string.Join('\n', host.Run(script));
    }

    /// <summary>What users see of the objects: all but what servers say of them.</summary>
    private string Objects() => Session($$"""
        (Get-MeshFederation bookinfo -Context cluster1, cluster2 -Kubeconfig '{{_clusters.Kubeconfig}}' | Sort-Object Cluster).Manifest |
            Sort-Object Cluster, Kind, Namespace, Name | ForEach-Object {
                "$($_.Cluster) $($_.Kind) $($_.Namespace)/$($_.Name) $($_.Content['spec'] | ConvertTo-Json -Depth 20 -Compress) " +
                "$($_.Content['metadata']['annotations'] | ConvertTo-Json -Compress)"
            }
        """);
}
