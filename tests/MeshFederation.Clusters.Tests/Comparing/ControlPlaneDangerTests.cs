using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;

namespace MeshFederation.Clusters.Tests.Comparing;

/// <summary>What takes an istiod down is seen before anything is published to its cluster, whoever wrote it.</summary>
public sealed class ControlPlaneDangerTests(RealServers servers)
{
    private const string Entry = "{hosts: [g.mesh.global], location: MESH_INTERNAL, resolution: DNS, ports: [{number: 80, name: http, "
        + "protocol: HTTP}], endpoints: [{address: a.example.com, locality: r1}, {address: b.example.com, locality: r2}]}";
    private const string Rule =
        "{host: g.mesh.global, trafficPolicy: {outlierDetection: {}, loadBalancer: {localityLbSetting: {failoverPriority: [x]}}}}";

    [Theory]
    [InlineData("cluster1")]
    [InlineData("cluster2")]
    public async Task Objects_of_others_that_kill_istiod_are_a_danger_where_they_are(string cluster)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, "in-process");
        await scene.ApplyAsync(cluster, "kubectl", ComparisonScene.Object("DestinationRule", "default/g", Rule));
        Assert.Empty((await scene.PlanAsync(scene.Split(75))).Danger);
        await scene.ApplyAsync(cluster, "kubectl", ComparisonScene.Object("ServiceEntry", "default/g", Entry));
        foreach (var force in (bool[])[false, true])
        {
            var danger = Assert.Single((await scene.PlanAsync(new ComparisonOptions { Force = force }, scene.Split(75))).Danger);
            Assert.Equal(
                ("MF4020", cluster, "DestinationRule/default/g", FindingSeverity.Error),
                (danger.Rule, danger.Cluster, danger.Target, danger.Severity));
        }
    }

    [Fact]
    public async Task A_serving_cluster_that_gets_a_Gateway_alone_is_looked_at_too()
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, "in-process");
        await scene.ApplyAsync("cluster2", "kubectl", ComparisonScene.Object("DestinationRule", "default/g", Rule));
        await scene.ApplyAsync("cluster2", "kubectl", ComparisonScene.Object("ServiceEntry", "default/g", Entry));
        var plan = await scene.PlanAsync(scene.Declare());
        Assert.Equal(["Gateway"], plan.Changes.Where(change => change.Cluster == "cluster2").Select(change => change.Kind));
        Assert.Equal("cluster2", Assert.Single(plan.Danger).Cluster);
    }

    [Fact]
    public async Task What_may_not_be_read_is_said_and_keeps_nobody_from_publishing()
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, "in-process");
        var viewed = scene.With(scene.One with { Context = "cluster1-viewer" });
        scene.InProcess!["cluster1"].Allow(
            "viewer",
            "rules: [{apiGroups: [networking.istio.io], resources: ['*'], verbs: ['*']}, {apiGroups: [security.istio.io], resources: "
            + "[authorizationpolicies], verbs: [list]}, {apiGroups: [gateway.networking.k8s.io], resources: [gateways], verbs: [list]}, "
            + "{apiGroups: [''], resources: [namespaces, configmaps, services], verbs: [get, list]}]");
        Assert.Empty((await viewed.CompareAsync(viewed.Split(75))).Notes);
        await scene.ApplyAsync("cluster1", "kubectl", ComparisonScene.Object("DestinationRule", "default/g", Rule));
        var comparison = await viewed.CompareAsync(viewed.Split(75));
        Assert.Empty(comparison.Failures);
        Assert.Empty(comparison.Plan.Danger);
        Assert.Contains(
            "'cluster1': whether objects there take istiod down was judged without its Pod objects",
            Assert.Single(comparison.Notes),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Istio_that_bears_it_is_not_in_danger()
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, "in-process");
        await scene.ApplyAsync("cluster1", "kubectl", ComparisonScene.Object("DestinationRule", "default/g", Rule));
        await scene.ApplyAsync("cluster1", "kubectl", ComparisonScene.Object("ServiceEntry", "default/g", Entry));
        var older = scene.With(scene.One with { IstioVersion = IstioVersion.Parse("1.29.6") });
        Assert.Empty((await older.PlanAsync(older.Split(75))).Danger);
    }
}
