using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Module.Tests;

namespace MeshFederation.Live.Tests;

/// <summary>Get-MeshService without files.</summary>
public sealed class GetMeshServiceTests : IAsyncLifetime
{
    private const string Read = "$clusters = Get-MeshCluster cluster1, cluster2 -Kubeconfig $config; ";

    private readonly ModuleHost _host = new();
    private TestClusters _clusters = null!;

    public async ValueTask InitializeAsync() => _clusters = await LiveScene.StartAsync();

    [Fact]
    public void A_service_of_several_clusters_is_one_with_what_each_of_them_has()
    {
        Assert.Equal(
            [
                "default/reviews http:9080/HTTP", "cluster1: bookinfo-reviews, v1 1/2 v2 1/2", "cluster2: bookinfo-reviews, v3 1/2",
                "cluster1 cluster2"
            ],
            Texts(Read + "$s = Get-MeshService $clusters reviews; \"$s $($s.Port)\"; $s.Instance | ForEach-Object { \"$($_.Cluster): "
                + "$($_.ServiceAccount), $($_.Pod)\" }; \"$($s.ClientCluster.Name)\""));
    }

    [Fact]
    public void It_is_the_same_as_from_the_YAML_of_the_cluster()
    {
        var file = Path.Combine(Path.GetDirectoryName(_clusters.Kubeconfig)!, "all.json");
        var items = new System.Text.Json.Nodes.JsonArray([.. _clusters["cluster1"].All("services")
            .Concat(_clusters["cluster1"].All("pods"))
            .Select(item => (System.Text.Json.Nodes.JsonNode)item)]);
        foreach (var item in items) item!["apiVersion"] = "v1";
        File.WriteAllText(
            file, new System.Text.Json.Nodes.JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = items }.ToJsonString());
        Assert.Equal(
            ["True"],
            Texts("$live = Get-MeshCluster cluster1 -Kubeconfig $config | Get-MeshService -Namespace default; $yaml = Get-MeshService "
                + $"cluster1 -Path '{file}' -Namespace default; "
                + "function Text($s) { \"$s $($s.Port) $($s.ServiceAccount) $($s.Version)\" } (($live | ForEach-Object { Text $_ }) -join "
                + "';') -eq (($yaml | ForEach-Object { Text $_ }) -join ';') -and $live.Count -eq 2"));
    }

    [Fact]
    public void The_pipeline_of_the_product_runs_from_live_clusters_to_objects()
    {
        Assert.Contains(
            "ServiceEntry",
            Texts(Read + "(Get-MeshService $clusters reviews | Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:15, cluster1/v2:10 | "
                + "ConvertTo-MeshManifest).Kind"));
    }

    [Fact]
    public async Task One_bad_cluster_does_not_hide_the_others()
    {
        _host.Run($"$global:clusters = Get-MeshCluster cluster1, cluster2 -Kubeconfig '{_clusters.Kubeconfig}'");
        await _clusters["cluster1"].StopAsync();
        var (output, errors) = _host.TryRun("(Get-MeshService $clusters reviews).Cluster.Name");
        Assert.Equal("cluster2", output.Single().ToString());
        Assert.Equal("MeshClusterUnreachable", errors.Single().FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void A_service_that_is_not_there_is_an_error_and_a_pattern_may_find_none()
    {
        var error = Assert.Single(_host.TryRun($"$clusters = Get-MeshCluster cluster1 -Kubeconfig '{_clusters.Kubeconfig}'; "
            + "Get-MeshService $clusters review -Namespace default, kube-system").Errors);
        Assert.Equal("There is no service 'review' in the namespaces default, kube-system of cluster1.", error.Exception.Message);
        Assert.Empty(Texts(Read + "Get-MeshService $clusters nothing*"));
    }

    [Fact]
    public void Services_that_are_too_different_are_an_error_of_their_own()
    {
        _clusters["cluster2"].Put("apiVersion: v1\nkind: Service\nmetadata: {name: ratings, namespace: default}\nspec: {selector: {app: "
            + "ratings}, ports: [{name: http, port: 9080}]}");
        var (output, errors) =
            _host.TryRun($"$config = '{_clusters.Kubeconfig}'; {Read} (Get-MeshService $clusters -Namespace default).Name");
        Assert.Equal("reviews", output.Single().ToString());
        Assert.Equal("MeshServiceConflict", errors.Single().FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void Ports_that_all_clusters_have_are_enough_and_the_others_are_said()
    {
        _clusters["cluster2"].Put("apiVersion: v1\nkind: Service\nmetadata: {name: ratings, namespace: default}\nspec: {selector: {app: "
            + "ratings}, ports: [{name: grpc, port: 9090, appProtocol: grpc}, {name: http-metrics, port: 15090}]}");
        Assert.Equal(
            [
                "The port 'http-metrics' of the service 'default/ratings' is not federated: cluster2 has it, and cluster1 not.",
                "grpc:9090/GRPC",
                "grpc:9090/GRPC"
            ],
            Texts(Read + "$r = Get-MeshService $clusters ratings 3>&1; $r[0].ToString(); $r[1].Port.ToString(); ($r[1] | "
                + "New-MeshServiceEntry).Port.ToString()"));
    }

    [Fact]
    public void What_a_gateway_cannot_pass_is_warned_of_where_it_was_asked_for()
    {
        _clusters["cluster1"].Put("apiVersion: v1\nkind: Service\nmetadata: {name: dns, namespace: kube-system}\nspec: {selector: {app: "
            + "dns}, ports: [{name: dns, port: 53, protocol: UDP}]}");
        Assert.Equal(
            [
                "cluster1: The port 53 (dns) of the Service kube-system/dns is left out: an Istio gateway cannot pass UDP to another "
                + "cluster.",
                "cluster1: The Service kube-system/dns is left out: it has no TCP port."
            ],
            Texts(Read + "Get-MeshService $clusters dns 3>&1 2>$null | ForEach-Object ToString"));
        Assert.DoesNotContain(
            Texts(Read + "Get-MeshService $clusters 3>&1 | ForEach-Object ToString"),
            text => text.Contains("UDP", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _clusters.DisposeAsync();
    }

    private string[] Texts(string script) =>
        [.. _host.Run($"$config = '{_clusters.Kubeconfig}'; {script}").Select(value => value.ToString()!)];
}
