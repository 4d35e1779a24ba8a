using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Settling;

/// <summary>What is not seen within the time ends a publish before its next stage, and says what is open and how to go on.</summary>
public sealed class SettlingTimeoutTests
{
    [Fact]
    public async Task A_proxy_that_never_answers_ends_it_after_the_time_with_the_ways_on()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        istiod.Connect("a.default");
        foreach (var number in Enumerable.Range(1, 5)) istiod.Connect($"silent-{number}.default").IsSilent = true;
        var error = await Assert.ThrowsAsync<MeshException>(async () => await scene.SettleAsync(await scene.WriteAsync()));
        Assert.Equal(MeshErrorId.SettleTimeout, error.ErrorId);
        Assert.Equal(MeshErrorKind.OperationTimeout, error.Kind);
        Assert.Equal(
            "Not all proxies are seen to have what was written within 30 s, so the next stage is not begun. Still waited for in the "
            + "cluster 'cluster1': 5 of 6 proxies to acknowledge: "
            + "silent-1.default (cluster, listener, route, endpoint), silent-2.default (cluster, listener, route, endpoint), "
            + "silent-3.default (cluster, listener, route, endpoint) and 2 more.",
            error.Message);
        Assert.Equal(
            "See what is wrong with them: istioctl proxy-status. Then publish again, which goes on, or go back: Undo-MeshFederation "
            + "bookinfo. To go on without waiting for proxies: -SettleTimeout 0.",
            error.RecommendedAction);
        Assert.Equal(TimeSpan.FromSeconds(30), scene.Clock.Elapsed);
    }

    [Fact]
    public async Task A_proxy_that_refuses_is_said_with_its_reason()
    {
        await using var scene = await SettlingScene.OpenAsync();
        (await scene.AddIstiodAsync()).Connect("a.default").Refusal = "duplicate filter chain";
        var error = await Assert.ThrowsAsync<MeshException>(async () => await scene.SettleAsync(await scene.WriteAsync()));
        Assert.Contains(
            "1 of 1 proxy to acknowledge: a.default (it refuses what it was sent: duplicate filter chain).",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_istiod_never_holds_is_said_with_what_it_leaves_out()
    {
        await using var scene = await SettlingScene.OpenAsync(limit: 10);
        (await scene.AddIstiodAsync()).Lag = TimeSpan.FromHours(1);
        var error = await Assert.ThrowsAsync<MeshException>(async () => await scene.SettleAsync(await scene.WriteAsync()));
        Assert.Contains(
            "within 10 s, so the next stage is not begun. Still waited for in the cluster 'cluster1': istiod to hold 1 object as written, "
            + "first VirtualService 'default/reviews' in the pod 'istiod-1'. "
            + "istiod leaves out what lies in namespaces that meshConfig.discoverySelectors do not select, and what has the label "
            + "istio.io/rev of another revision.",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_names_every_cluster_that_is_not_seen_to_have_it()
    {
        await using var scene = await SettlingScene.OpenAsync(clusters: 2);
        foreach (var cluster in scene.Clusters.All)
            (await scene.AddIstiodAsync(cluster: cluster)).Connect("a." + cluster.Name).IsSilent = true;
        var (one, two) = (await scene.WriteAsync(), await scene.WriteAsync(cluster: scene.Clusters.All[1]));
        var error = await Assert.ThrowsAsync<MeshException>(() => scene.SettleAsync(two, one));
        Assert.Matches("in the cluster 'cluster1': .*a.cluster1.* in the cluster 'cluster2': .*a.cluster2", error.Message);
    }
}
