using MeshFederation.Clusters.Discovery;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Discovery;

/// <summary>Which Deployments are control planes, and which of them is meant.</summary>
public sealed class ControlPlaneTests
{
    [Theory]
    [InlineData("{app: istiod}", "istio/pilot:1.28.1", "1.28.1")]
    [InlineData("{app: istiod, istio: pilot}", "istio/pilot:1.28.1", "1.28.1")]
    [InlineData("{app: pilot, istio: pilot}", "istio/pilot:1.4.9", "1.4.9")]
    [InlineData("{istio: pilot}", "istio/pilot:1.28.1", "1.28.1")]
    public async Task Control_planes_are_known_by_the_labels_of_charts(string labels, string image, string version) =>
        Assert.Equal(
            version, (await DiscoveryTests.ClusterAsync(new(), Deployment("some", labels, image), Scene.Gateway)).IstioVersion.ToString());

    [Fact]
    public async Task Somebodys_pilot_is_no_control_plane()
    {
        string[] scene = [Deployment("pilot", "{app: pilot}", "shop/pilot:1.0.4", "shop"), Scene.Gateway];
        Assert.Equal(MeshErrorId.IstioNotFound, (await DiscoveryTests.FailureAsync(new(), scene)).ErrorId);
        var cluster = await DiscoveryTests.ClusterAsync(new(), [.. scene, Scene.Istiod()]);
        Assert.Equal(["istio-system/default 1.30.3"], cluster.Facts!.ControlPlane.Select(plane => plane.ToString()));
    }

    [Theory]
    [InlineData("istio/pilot:1.3.8")]
    [InlineData("istio/pilot:1.0")]
    [InlineData("istio/pilot:2.6.1")]
    [InlineData("istio/pilot:99999999999.1.2")]
    [InlineData("istio/pilot:master-nightly")]
    [InlineData("istio/pilot:")]
    [InlineData("")]
    public async Task A_tag_that_is_no_version_is_an_unknown_version(string image)
    {
        Assert.Equal(
            MeshErrorId.IstioVersionUnknown, (await DiscoveryTests.FailureAsync(new(), Scene.Istiod(image), Scene.Gateway)).ErrorId);
        var cluster = await DiscoveryTests.ClusterAsync(new() { IstioVersion = new(1, 29, 1) }, Scene.Istiod(image), Scene.Gateway);
        Assert.Equal(
            ("1.29.1", "istio-system/default unknown"), (cluster.IstioVersion.ToString(), cluster.Facts!.ControlPlane[0].ToString()));
    }

    [Fact]
    public async Task A_revision_may_be_named_by_its_tag()
    {
        await using var clusters = await Scene.StartAsync(Scene.Webhooks);
        foreach (var part in new[]
        {
            Scene.Istiod("istio/pilot:1.29.0", "1-29"),
            Scene.Istiod("istio/pilot:1.30.0", "1-30"),
            Scene.Gateway,
            Scene.Tag("prod", "1-29")
        })
        {
            clusters["cluster1"].Put(part);
        }
        Assert.Equal("1-29", (await DiscoveryTests.ReadAsync(clusters, new() { Revision = "prod" })).Cluster!.Facts!.Revision);
    }

    [Fact]
    public async Task Tags_of_an_istiod_elsewhere_end_with_its_namespace()
    {
        await using var clusters = await Scene.StartAsync(Scene.Webhooks);
        string[] scene = [
            Scene.Istiod("istio/pilot:1.29.0", "1-29", "mesh"),
            Scene.Istiod("istio/pilot:1.30.0", "1-30", "mesh"),
            Scene.Gateway,
            Scene.Tag("default", "1-29", "-mesh")
        ];
        foreach (var part in scene) clusters["cluster1"].Put(part);
        Assert.Equal(("mesh", "1-29"), await ReadAsync(new()));
        Assert.Equal(("mesh", "1-30"), await ReadAsync(new() { Revision = "1-30" }));

        async Task<(string, string)> ReadAsync(DiscoveryOptions options)
        {
            var cluster = (await DiscoveryTests.ReadAsync(clusters, options)).Cluster!;
            return (cluster.IstioNamespace, cluster.Facts!.Revision);
        }
    }

    [Fact]
    public async Task A_revision_that_only_one_namespace_has_names_it()
    {
        string[] scene = [Scene.Istiod(ns: "mesh1", revision: "a"), Scene.Istiod(ns: "mesh2", revision: "b"), Scene.Gateway];
        Assert.Equal("mesh2", (await DiscoveryTests.ClusterAsync(new() { Revision = "b" }, scene)).IstioNamespace);
    }

    [Fact]
    public async Task A_revision_that_is_run_from_outside_has_its_configuration_in_the_cluster()
    {
        string[] scene =
        [
            Scene.Mesh("trustDomain: managed.example", "asm-managed"), Scene.Mesh("trustDomain: other.example"), Scene.Gateway,
            Scene.Map(
                "istio-sidecar-injector-asm-managed",
                "istio-system",
                "values",
                """{"global":{"proxy":{"clusterDomain":"managed.local"},"network":"n7"}}"""),
        ];
        var found = await DiscoveryTests.ReadAsync(new() { Revision = "asm-managed", IstioVersion = new(1, 20, 8) }, scene);
        var cluster = found.Cluster!;
        Assert.Equal(
            ("1.20.8", "managed.example", "managed.local", "n7", "asm-managed"),
            (cluster.IstioVersion.ToString(), cluster.TrustDomain, cluster.ClusterDomain, cluster.Network, cluster.Facts!.Revision));
        Assert.Contains(
            "Cluster 'cluster1': No istiod of the revision 'asm-managed' was found, so what was not given is read without it.",
            found.Warning);
        Assert.Equal(
            "asm-managed",
            (await DiscoveryTests.ClusterAsync(
                new() { Revision = "asm-managed", IstioVersion = new(1, 20, 8) }, [.. scene, Scene.Istiod()])).Facts!.Revision);
    }

    [Fact]
    public async Task The_trust_domain_is_Istios_own_whatever_the_cluster_domain()
    {
        var cluster = await DiscoveryTests.ClusterAsync(
            new(), Scene.Istiod(args: "[discovery, '--domain=corp.example']"), Scene.Mesh("rootNamespace: istio-system"), Scene.Gateway);
        Assert.Equal(("cluster.local", "corp.example"), (cluster.TrustDomain, cluster.ClusterDomain));
    }

    private static string Deployment(string name, string labels, string image, string ns = "istio-system") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: {{name}}, namespace: {{ns}}, labels: {{labels}} }
        spec: {template: {spec: {containers: [{name: discovery, image: '{{image}}'}] } } }
        status: {readyReplicas: 1}
        """;
}
