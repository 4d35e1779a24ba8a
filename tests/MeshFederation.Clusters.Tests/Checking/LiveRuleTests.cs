using MeshFederation.Analysis;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Checking;

/// <summary>What files tell as well is found in live clusters by the rules, in what is there and in what would be once it is published.</summary>
public sealed class LiveRuleTests
{
    public static TheoryData<string, string, string, Action<TestCluster, TestCluster>> Troubles => new()
    {
        { "MF4004", "cluster2", "The pods of default are in ambient mode",
            (_, two) => two.Put("apiVersion: v1\nkind: Namespace\nmetadata: {name: default, labels: {istio.io/dataplane-mode: ambient}}") },
        { "MF8001", "cluster1", "does not look at the namespace default",
            (one, _) => one.Put(CheckedScene.MeshConfig("cluster1", "discoverySelectors: [{matchLabels: {istio-discovery: enabled}}]")) },
        { "MF8004", "cluster2", "PILOT_ENDPOINT_TELEMETRY_LABEL of istiod in cluster2 is false: with Istio 1.24.6",
            (_, two) => two.Put("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: istiod, namespace: istio-system, labels: {app: "
                + "istiod}}\nspec: {template: {spec: {containers: [{name: discovery, image: 'pilot:1.24.6', env: [{name: "
                + "PILOT_ENDPOINT_TELEMETRY_LABEL, value: 'false'}]}]}}}\nstatus: {readyReplicas: 1}") },
        { "MF3012", "cluster1", "the gateway sees net-b only",
            (_, two) => NetworkView(two) },
        { "MF3001", "cluster1", "no Gateway",
            (_, two) => two.Remove("gateways", "istio-system", "meshfederation-bookinfo") },
        { "MF2007", "cluster1", "VirtualService/default/reviews routes",
            (one, _) => one.Put("apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: theirs, namespace: shop, "
                + "creationTimestamp: '2099-01-01T00:00:00Z'}\nspec: {hosts: [reviews.default.svc.cluster.local], http: [{route: "
                + "[{destination: {host: other}}]}]}") },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Troubles))]
    public async Task A_trouble_is_found_by_its_rule(string rule, string cluster, string message, Action<TestCluster, TestCluster> trouble)
    {
        await using var scene = await CheckedScene.OpenAsync();
        trouble(scene.One, scene.Two);
        var read = await scene.ReadAsync();
        var found = FederationAnalysis.Run(read.AsTheyAre()).Concat(FederationAnalysis.Run(read.AsPublished([]))).ToList();
        Assert.Contains(found, finding => (finding.Rule, finding.Cluster) == (rule, cluster)
            && finding.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sound_federation_has_no_error_as_it_is_and_as_it_would_be()
    {
        await using var scene = await CheckedScene.OpenAsync();
        var read = await scene.ReadAsync();
        Assert.Empty(FederationAnalysis.Run(read.AsTheyAre()).Concat(FederationAnalysis.Run(read.AsPublished([])))
            .Where(finding => finding.Severity != Model.Findings.FindingSeverity.Information).Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("defaultConfig: {proxyMetadata: {ISTIO_META_DNS_CAPTURE: 'true'}}", false)]
    public async Task Hosts_of_services_without_a_split_are_looked_up_and_said_once_a_cluster(string settings, bool isFound)
    {
        await using var scene = await CheckedScene.OpenAsync();
        scene.One.Put(CheckedScene.MeshConfig("cluster1", settings));
        MeshService Unsplit(string name) => scene.Service with { Name = name, TrafficSplit = [] };
        var read = await scene.ReadAsync(scene.Service, Unsplit("ratings"), Unsplit("users"));
        var found = FederationAnalysis.Run(read.AsPublished([])).Where(finding => finding.Rule == "MF3022").ToList();
        Assert.Equal(isFound ? 1 : 0, found.Count);
        if (isFound) Assert.Contains("And 1 more: users.default.svc.cluster2.global", found[0].Message, StringComparison.Ordinal);
    }

    private static void NetworkView(TestCluster cluster)
    {
        cluster.Put("apiVersion: v1\nkind: Namespace\nmetadata: {name: istio-system, labels: {topology.istio.io/network: net-a}}");
        cluster.Put(CheckedScene.Pod(
            "gateway-1", "istio: ingressgateway", space: "istio-system", env: "[{name: ISTIO_META_REQUESTED_NETWORK_VIEW, value: net-b}]"));
    }
}
