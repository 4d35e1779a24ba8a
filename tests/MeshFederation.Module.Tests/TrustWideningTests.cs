using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Module.Tests;

/// <summary>A trust domain is not accepted by accident where that leads its callers past a policy of what is published.</summary>
public sealed class TrustWideningTests : IAsyncLifetime
{
    private const string Accept = "Add-MeshClusterTrust $c1, $c2";

    private readonly ModuleScreen _screen = new(columns: 160);
    private TestClusters _clusters = null!;

    public async ValueTask InitializeAsync()
    {
        _clusters = await TestClusters.StartAsync(2);
        foreach (var (cluster, index) in _clusters.All.Select((cluster, index) => (cluster, index)))
        {
            cluster.Put(
                """{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "istio", "namespace": "istio-system"}, "data": """
                + $"{{\"mesh\": \"trustDomain: c{index + 1}.example\"}}}}");
        }

        _screen.Values(
            $"$c1, $c2 = 1, 2 | ForEach-Object {{ New-MeshCluster cluster$_ -Kubeconfig '{_clusters.Kubeconfig}' "
            + "-GatewayAddress 192.0.2.$_ -TrustDomain c$_.example }; "
            + "$null = New-MeshServiceEntry reviews -Cluster $c2 -ClientCluster $c1 -Port http:9080 -Selector app=reviews "
            + "| Publish-MeshFederation -Name shop -Confirm:$false -SettleTimeout 0 -SettleTime 0 -WarningAction Ignore");
        _clusters["cluster2"].Put(
            """
            {"apiVersion": "security.istio.io/v1", "kind": "AuthorizationPolicy", "metadata": {"name": "reviews", "namespace": "default"},
            "spec": {"selector": {"matchLabels": {"app": "reviews"}}, "rules": [{"from": [{"source": {"namespaces": ["default"]}}]}]}}
            """);
    }

    public ValueTask DisposeAsync()
    {
        _screen.Dispose();
        return _clusters.DisposeAsync();
    }

    [Fact]
    public void Applying_is_refused_and_may_be_accepted()
    {
        var before = _clusters["cluster2"].Revision;
        var id = Assert.Single(_screen.Values(
            $"try {{ {Accept} -Apply -Confirm:$false -ErrorAction SilentlyContinue }} catch {{ $_.FullyQualifiedErrorId }}"));
        Assert.StartsWith("MeshAccessWidened,", id.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, _clusters["cluster2"].Revision);
        var said = _screen.Values($"$null = {Accept} -Apply -AcceptWidening -Confirm:$false -WarningVariable w -WarningAction Ignore; $w");
        Assert.Contains(said, warning => $"{warning}".EndsWith("It was accepted.", StringComparison.Ordinal));
        var mesh = (string)_clusters["cluster2"].Find("configmaps", "istio-system", "istio")!["data"]!["mesh"]!;
        Assert.Contains("c1.example", mesh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_patch_that_is_only_shown_comes_with_the_warning()
    {
        var said = _screen.Values($"$null = {Accept} -WarningVariable w -WarningAction Ignore; $w");
        Assert.Contains(
            said, warning => $"{warning}".Contains("would reach http:9080/HTTP of default/reviews", StringComparison.Ordinal));
    }
}
