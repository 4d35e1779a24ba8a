using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Module.Tests;

/// <summary>Checks of live clusters, and the way of a request through them, as a user asks for them.</summary>
public sealed class LiveTests : IAsyncLifetime
{
    private const string Declare =
        "$c1 = New-MeshCluster cluster1 -Kubeconfig $k -GatewayAddress 192.0.2.1; $c2 = New-MeshCluster cluster2 -Kubeconfig $k "
        + "-GatewayAddress 192.0.2.2; "
        + "$s = New-MeshServiceEntry reviews -Cluster $c1, $c2 -ClientCluster $c1 -Port http:9080 | Set-MeshTrafficSplit cluster2/v3:75, "
        + "cluster1/v1:25; "
        + "$PSDefaultParameterValues = @{ '*-MeshFederation:Kubeconfig' = $k; '*-MeshFederation:SettleTimeout' = 0; "
        + "'*-MeshFederation:SettleTime' = 0 }; ";

    private readonly ModuleHost _host = new();
    private TestClusters _clusters = null!;

    public async ValueTask InitializeAsync()
    {
        _clusters = await TestClusters.StartAsync(2);
        Put("cluster1", "192.0.2.1", "v1");
        Put("cluster2", "192.0.2.2", "v3");
        _host.Run($"$k = '{_clusters.Kubeconfig}'; {Declare}");
    }

    [Fact]
    public void What_is_not_published_yet_fails_and_says_how_to_publish_it()
    {
        var checks = Checks("$s | Test-MeshFederation -Live -Name shop");
        Assert.All(Of(checks, "api-answers"), check => Assert.Equal("Passed", Text(check, "Status")));
        Assert.All(
            Of(checks, "objects-published"),
            check => Assert.Equal(("Failed", "Publish-MeshFederation -Name shop"), (Text(check, "Status"), Text(check, "Hint"))));
        Assert.Equal("False", _host.Run("$s | Test-MeshFederation -Live -Name shop -Quiet").Single().ToString());
    }

    [Fact]
    public void What_was_published_passes_and_its_calls_arrive()
    {
        Publish();
        var checks = Checks("$s | Test-MeshFederation -Live -Name shop");
        Assert.Empty(
            checks.Where(check => Text(check, "Status") == "Failed").Select(check => $"{Text(check, "Id")}: {Text(check, "Message")}"));
        Assert.Contains(
            "75 % cluster2 Pod/default/reviews-v3, 25 % cluster1 Pod/default/reviews-v1",
            Text(Assert.Single(Of(checks, "splits-arrive")), "Message"),
            StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, checks.Count), checks.Select(check => (int)check.Properties["Number"].Value));
    }

    [Fact]
    public void Nothing_is_changed_by_checking_and_tracing()
    {
        Publish();
        var before = _clusters.All.Select(cluster => cluster.Revision).ToList();
        _host.Run(
            "$null = $s | Test-MeshFederation -Live -Name shop; $null = Trace-MeshRequest cluster1 reviews:9080 -Live -Cluster $c1, $c2");
        Assert.Equal(before, _clusters.All.Select(cluster => cluster.Revision));
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_fails_and_the_other_is_checked()
    {
        await _clusters["cluster2"].StopAsync();
        var checks = Checks("$s | Test-MeshFederation -Live -Name shop");
        Assert.Equal("Failed", Text(Of(checks, "api-answers").Single(check => Text(check, "Cluster") == "cluster2"), "Status"));
        Assert.Contains(checks, check => Text(check, "Cluster") == "cluster1" && Text(check, "Status") == "Passed");
    }

    [Fact]
    public void Clusters_alone_can_be_checked_for_what_is_there()
    {
        Publish();
        _clusters["cluster1"].Put("""{"apiVersion": "networking.istio.io/v1", "kind": "Sidecar", "metadata": {"name": "empty","""
            + """ "namespace": "default"}, "spec": {}}""");
        var found = _host.Run("Test-MeshFederation -Live -Cluster $c1, $c2");
        Assert.Contains(found, item => item.Properties["Rule"]?.Value as string == "MF1901" && Text(item, "Cluster") == "cluster1");
        Assert.DoesNotContain(
            _host.Run("Test-MeshFederation -Live -Cluster $c1, $c2 -ExcludeRule MF19*"),
            item => item.Properties["Rule"]?.Value as string == "MF1901");
    }

    [Fact]
    public void What_makes_istiod_crash_comes_before_everything_else()
    {
        _clusters["cluster2"].Put("""{"apiVersion": "networking.istio.io/v1", "kind": "DestinationRule", "metadata": {"name": "g","""
            + """ "namespace": "edge"}, "spec": {"host": "g.global", "trafficPolicy": {"outlierDetection": {}, "loadBalancer": """
            + """{"localityLbSetting": {"failoverPriority": ["a"]}}}}}""");
        _clusters["cluster2"].Put("""{"apiVersion": "networking.istio.io/v1", "kind": "ServiceEntry", "metadata": {"name": "g","""
            + """ "namespace": "edge"}, "spec": {"hosts": ["g.global"], "resolution": "DNS", "ports": [{"number": 80, "name": "http","""
            + """ "protocol": "HTTP"}], "endpoints": [{"address": "a.example.com", "locality": "r1"}, {"address": "b.example.com"}]}}""");
        var found = _host.Run("$s | Test-MeshFederation -Live -Name shop");
        Assert.Equal(("MF4020", "cluster2"), (Text(found[0], "Rule"), Text(found[0], "Cluster")));
        Assert.Single(found, item => Text(item, "Rule") == "MF4020");
    }

    [Fact]
    public void A_request_is_traced_through_the_clusters_as_they_are()
    {
        Publish();
        Assert.Equal(["Pod/default/reviews-v3", "Pod/default/reviews-v1"], Ends());
        _clusters["cluster2"].Remove("destinationrules", "default", "reviews");
        var broken =
            _host.Run("Trace-MeshRequest cluster1 reviews:9080 -Live -Cluster $c1, $c2").Single(hop => Text(hop, "Outcome") == "Broken");
        Assert.Equal(("cluster2", "FilterChain"), (Text(broken, "Cluster"), Text(broken, "Step")));
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _clusters.DisposeAsync();
    }

    private static string Text(System.Management.Automation.PSObject value, string property) =>
        value.Properties[property]?.Value?.ToString() ?? "";

    private static IEnumerable<System.Management.Automation.PSObject> Of(
        IEnumerable<System.Management.Automation.PSObject> checks, string id) =>
            checks.Where(check => Text(check, "Id") == id);

    private List<System.Management.Automation.PSObject> Checks(string script) =>
        [.. _host.Run(script).Where(value => value.Properties["Status"] is not null)];

    private IEnumerable<string> Ends() =>
        _host.Run("Trace-MeshRequest cluster1 reviews:9080 -Live -Cluster $c1, $c2")
            .Where(hop => Text(hop, "Step") == "Pods")
            .Select(hop => Text(hop, "Decision").Split(' ')[0]);

    private void Publish() => _host.Run("$null = $s | Publish-MeshFederation -Name shop -Confirm:$false -WarningAction SilentlyContinue");

    private void Put(string name, string address, string version)
    {
        var cluster = _clusters[name];
        cluster.Put("""{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "istiod", "namespace": "istio-system","""
            + """ "labels": {"app": "istiod", "istio.io/rev": "default"}}, "spec": {"selector": {"matchLabels": {"app": "istiod"}},"""
            + """ "template": {"metadata": {"labels": {"app": "istiod"}}, "spec": {"containers": """
            + """[{"name": "discovery", "image": "docker.io/istio/pilot:1.30.3"}]}}},"""
            + """ "status": {"readyReplicas": 1}}""");
        cluster.Put("""{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "istio-ingressgateway", "namespace": "istio-system","""
            + """ "labels": {"istio": "ingressgateway"}}, "spec": {"type": "LoadBalancer", "selector": {"istio": "ingressgateway"},"""
            + $$$$""" "ports": [{"name": "tls", "port": 15443, "targetPort": 15443}]}, "status": """
            + $$$$"""{"loadBalancer": {"ingress": [{"ip": "{{{{address}}}}"}]}}}""");
        cluster.Put("""{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "reviews", "namespace": "default"}, "spec": """
            + """{"selector": {"app": "reviews"}, "clusterIP": "10.0.0.5", "ports": [{"name": "http", "port": 9080}]}}""");
        Pod(cluster, "gateway", "istio-system", """{"istio": "ingressgateway", "security.istio.io/tlsMode": "istio"}""");
        Pod(
            cluster,
            $"reviews-{version}",
            "default",
            $$"""{"app": "reviews", "version": "{{version}}", "security.istio.io/tlsMode": "istio"}""");
        cluster.Put("""{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "istio", "namespace": "istio-system"}, "data": """
            + """{"mesh": "trustDomain: cluster.local\n"}}""");
    }

    private static void Pod(TestCluster cluster, string name, string space, string labels) => cluster.Put($$$"""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "{{{name}}}", "namespace": "{{{space}}}", "labels": {{{labels}}}},
         "spec": {"nodeName": "node1", "containers": [{"name": "istio-proxy", "image": "docker.io/istio/proxyv2:1.30.3"}]},
         "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}}
        """);
}
