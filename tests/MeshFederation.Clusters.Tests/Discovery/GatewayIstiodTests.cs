using MeshFederation.Clusters.Discovery;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Tests.Discovery;

/// <summary>Which istiod a gateway belongs to, where several run.</summary>
public sealed class GatewayIstiodTests
{
    private static readonly string[] Both =
        [Scene.Istiod("istio/pilot:1.24.2", "1-24-2"), Scene.Istiod("istio/pilot:1.9.4", "1-9-4"), Service];

    private static string Service =>
        Scene.Service("name: gw, namespace: istio-system, labels: {istio: gw}", "type: LoadBalancer, ports: [{name: tls, port: 15443}]");

    [Theory]
    [InlineData("{app: gw, istio.io/rev: 1-9-4}", "{}")]
    [InlineData("{app: gw, istio.io/rev: old}", "{}")]
    [InlineData("{app: gw, istio.io/rev: old}", "{sidecar.istio.io/status: '{\"revision\":\"1-9-4\"}'}")]
    [InlineData("{app: gw, istio.io/rev: 1-9-4}", "{sidecar.istio.io/status: 'no json'}")]
    public async Task A_gateway_of_another_revision_is_planned_by_its_own_istiod(string labels, string annotations)
    {
        var found = await ReadAsync([.. Both, Scene.Pod("gw-1", labels, annotations: annotations)], new() { Revision = "1-24-2" });
        var cluster = found.Cluster!;
        Assert.Equal(
            ("1.24.2", "1.9.4", "1-9-4"),
            (cluster.IstioVersion.ToString(), cluster.GatewayIstioVersion.ToString(), cluster.Facts!.GatewayRevision));
        Assert.Equal((MeshRoutingMode.EnvoyFilter, false), (cluster.EffectiveRoutingMode(), IstiodSettings.HasChainsPerService(cluster)));
        Assert.Contains(
            "Cluster 'cluster1': Pods of its gateway belong to the istiod '1-9-4' (1.9.4), and not to '1-24-2' (1.24.2), whose mesh "
            + "configuration is taken. How the gateway passes calls on is planned by its own istiod.",
            found.Warning);
    }

    [Fact]
    public async Task A_gateway_of_the_revision_that_is_meant_is_nothing_to_say()
    {
        var found = await ReadAsync([.. Both, Scene.Pod("gw-1", "{app: gw, istio.io/rev: 1-9-4}")], new() { Revision = "1-9-4" });
        Assert.Equal(
            ("1-9-4", null, "1.9.4"),
            (found.Cluster!.Facts!.GatewayRevision, found.Cluster.Facts.GatewayIstioVersion, found.Cluster.GatewayIstioVersion.ToString()));
        Assert.DoesNotContain(found.Warning, text => text.Contains("Pods of its gateway", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_pods_of_two_revisions_the_older_istiod_counts()
    {
        var found = await ReadAsync(
            [.. Both, Scene.Pod("gw-1", "{app: gw, istio.io/rev: 1-24-2}"), Scene.Pod("gw-2", "{app: gw, istio.io/rev: 1-9-4}")],
            new() { Revision = "1-24-2" });
        Assert.Equal("1.9.4", found.Cluster!.GatewayIstioVersion.ToString());
    }

    /// <summary>Pods that were evicted stay until somebody removes them.</summary>
    [Fact]
    public async Task Pods_that_are_over_count_for_nothing()
    {
        var evicted = Scene.Pod("gw-2", "{app: gw, istio.io/rev: 1-9-4}", "[{name: istio-proxy, image: 'istio/proxyv2:1.9.4'}]")
            .Replace("phase: Running, conditions: [{type: Ready, status: 'True'}]", "phase: Failed", StringComparison.Ordinal);
        var found = await ReadAsync(
            [.. Both, Scene.Pod("gw-1", "{app: gw, istio.io/rev: 1-24-2}"), evicted], new() { Revision = "1-24-2" });
        Assert.Equal(
            ("1.24.2", "1.30.2"), (found.Cluster!.GatewayIstioVersion.ToString(), found.Cluster.Facts!.GatewayVersion!.ToString()));
    }

    [Fact]
    public async Task A_revision_of_which_no_istiod_is_found_is_said()
    {
        var found = await ReadAsync([.. Both, Scene.Pod("gw-1", "{app: gw, istio.io/rev: asm-managed}")], new() { Revision = "1-24-2" });
        Assert.Equal(("asm-managed", "1.24.2"), (found.Cluster!.Facts!.GatewayRevision, found.Cluster.GatewayIstioVersion.ToString()));
        Assert.Contains(
            found.Warning,
            text => text.Contains(
                "belong to the revision 'asm-managed' of Istio, and no istiod of it with a known version was found",
                StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_istiod_runs_elsewhere_a_gateway_of_it_is_nothing_to_say()
    {
        var found = await ReadAsync(
            [Service, Scene.Pod("gw-1", "{app: gw, istio.io/rev: asm-managed}")],
            new() { Revision = "asm-managed", IstioVersion = new(1, 20, 8) });
        Assert.Equal("asm-managed", found.Cluster!.Facts!.GatewayRevision);
        Assert.DoesNotContain(found.Warning, text => text.Contains("Pods of its gateway", StringComparison.Ordinal));
    }

    private static async Task<DiscoveredCluster> ReadAsync(string[] scene, DiscoveryOptions options)
    {
        await using var clusters = await Scene.StartAsync(Scene.Webhooks);
        foreach (var part in scene.Append(Scene.Tag("old", "1-9-4"))) clusters["cluster1"].Put(part);
        return await DiscoveryTests.ReadAsync(clusters, options);
    }
}
