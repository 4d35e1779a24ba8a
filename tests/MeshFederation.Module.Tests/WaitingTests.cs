using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Module.Tests;

/// <summary>
/// A server that restarts is waited for, as long as -Timeout says, by every command that asks clusters. It comes back when the command says
/// that it waits.
/// </summary>
public sealed class WaitingTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["Add-MeshClusterTrust"] = "$null = Add-MeshClusterTrust $c1, $c2 -Apply -AcceptWidening -Confirm:$false -Timeout 2m",
        ["Compare-MeshAccess"] = "$null = $fifty | Compare-MeshAccess -Live -Name shop -Timeout 2m",
        ["Compare-MeshFederation"] = "$null = $fifty | Compare-MeshFederation -Name shop -Timeout 2m",
        ["Get-MeshCluster"] = "$null = Get-MeshCluster cluster2 -Kubeconfig $k -Timeout 2m",
        ["Get-MeshFederation"] = "$null = Get-MeshFederation -Cluster $c1, $c2 -Timeout 2m",
        ["Get-MeshIdentity"] = "$null = Get-MeshIdentity $c1, $c2 -Timeout 2m",
        ["Get-MeshService"] = "$null = Get-MeshService $c1, $c2 -Timeout 2m",
        ["Publish-MeshFederation"] = "$null = $fifty | Publish-MeshFederation -Name shop -Timeout 2m -Confirm:$false",
        ["Publish-MeshIdentity"] = "$null = $made | Publish-MeshIdentity -Cluster $c1, $c2 -Timeout 2m -Confirm:$false",
        ["Remove-MeshClusterTrust"] = "$null = Remove-MeshClusterTrust $c3 -From $c1, $c2 -Timeout 2m -Confirm:$false",
        ["Test-MeshFederation"] = "$fifty | Test-MeshFederation -Live -Name shop -Timeout 2m | Where-Object { $_.Id -eq 'api-answers' -and "
            + "$_.Status -ne 'Passed' } | ForEach-Object { throw $_.Message }",
        ["Test-MeshIdentity"] = "$null = Test-MeshIdentity $c1, $c2 -Live -Timeout 2m",
        ["Trace-MeshRequest"] = "$null = Trace-MeshRequest cluster1 reviews:9080 -Live -Cluster $c1, $c2 -Timeout 2m",
        ["Undo-MeshFederation"] = "$null = Undo-MeshFederation shop -Cluster $c1, $c2 -Timeout 2m -Confirm:$false",
        ["Unpublish-MeshFederation"] = "$null = Unpublish-MeshFederation shop -Cluster $c1, $c2 -Timeout 2m -Confirm:$false",
    };

    private readonly ModuleHost _host = new();
    private TestClusters _clusters = null!;

    public static TheoryData<string> Commands => [.. Scripts.Keys];

    public async ValueTask InitializeAsync()
    {
        _clusters = await TestClusters.StartAsync(2);
        foreach (var cluster in _clusters.All) Put(cluster);
        _host.Run($"$k = '{_clusters.Kubeconfig}'; $c1, $c2, $c3 = 1, 2, 3 | ForEach-Object {{ New-MeshCluster cluster$_ -Kubeconfig $k "
            + "-GatewayAddress 192.0.2.$_ -TrustDomain c$_.example }; $s = New-MeshServiceEntry reviews -Cluster $c1, $c2 -ClientCluster "
            + "$c1 -Port http:9080; $fifty = $s | Set-MeshTrafficSplit cluster2/v3:50, cluster1/v1:50; $made = "
            + "New-MeshCertificateAuthority -KeyAlgorithm ECDSAP384 | New-MeshIntermediateCertificate $c1, $c2 -KeyAlgorithm ECDSAP384; "
            + "$PSDefaultParameterValues = @{ '*-MeshFederation:SettleTimeout' = 0; '*-MeshFederation:SettleTime' = 0 }; "
            + "75, 25 | ForEach-Object { $null = $s | Set-MeshTrafficSplit cluster2/v3:$_, cluster1/v1:$(100 - $_) | "
            + "Publish-MeshFederation -Name shop -Confirm:$false }");
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        return _clusters.DisposeAsync();
    }

    [Fact]
    public void Every_command_with_a_time_for_clusters_is_tried()
    {
        const string Find = "Get-Command -Module MeshFederation -CommandType Cmdlet | Where-Object { "
            + "$_.Parameters['Timeout'].ParameterType -eq [timespan] } | ForEach-Object Name";
        Assert.Equal(Scripts.Keys.Order(StringComparer.Ordinal), _host.Run(Find).Select(name => $"{name}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_server_that_is_away_as_it_begins_is_waited_for(string command)
    {
        var away = _clusters["cluster2"];
        await away.StopAsync();
        away.ForgetRequests();
        var said = new List<string>();
        using var shell = _host.Shell(Scripts[command]);
        shell.Streams.Warning.DataAdded += (_, added) =>
        {
            var text = shell.Streams.Warning[added.Index].Message;
            if (!text.Contains("is waited for, for up to", StringComparison.Ordinal)) return;
            said.Add(text);
            away.StartAsync().GetAwaiter().GetResult();
        };
        shell.Invoke();
        Assert.Contains("The server of the context 'cluster2'", Assert.Single(said), StringComparison.Ordinal);
        Assert.Empty(shell.Streams.Error);
        Assert.NotEmpty(away.Requests);
    }

    private static void Put(TestCluster cluster)
    {
        var number = cluster.Name[^1];
        cluster.Put("""
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "istiod", "namespace": "istio-system", "labels":
            {"app": "istiod", "istio.io/rev": "default"}}, "spec": {"selector": {"matchLabels": {"app": "istiod"}}, "template":
            {"metadata": {"labels": {"app": "istiod"}}, "spec": {"containers": [{"name": "discovery", "image":
            "docker.io/istio/pilot:1.30.3"}]}}}, "status": {"readyReplicas": 1}}
            """);
        cluster.Put($$$$"""
            {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "istio-ingressgateway", "namespace": "istio-system", "labels":
            {"istio": "ingressgateway"}}, "spec": {"type": "LoadBalancer", "selector": {"istio": "ingressgateway"}, "ports": [{"name":
            "tls", "port": 15443, "targetPort": 15443}]}, "status": {"loadBalancer": {"ingress": [{"ip": "192.0.2.{{{{number}}}}"}]}}}
            """);
        cluster.Put("""
            {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "reviews", "namespace": "default"}, "spec": {"selector":
            {"app": "reviews"}, "ports": [{"name": "http", "port": 9080}]}}
            """);
        cluster.Put($$$"""
            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "istio", "namespace": "istio-system"}, "data": {"mesh":
            "trustDomain: c{{{number}}}.example\n"}}
            """);
    }
}
