using MeshFederation.Clusters.Publishing;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Settling;

/// <summary>
/// Between two stages it goes on only when every istiod holds what was written and every proxy was seen to have taken it.
/// </summary>
public sealed class SettlingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Nothing_written_asks_nobody_and_waits_for_nothing()
    {
        await using var scene = await SettlingScene.OpenAsync();
        await scene.AddIstiodAsync();
        await scene.SettleAsync();
        Assert.Equal(TimeSpan.Zero, scene.Clock.Elapsed);
        Assert.Empty(scene.Cluster.Requests);
        Assert.Empty(scene.Events);
    }

    [Fact]
    public async Task It_goes_on_a_second_after_the_write_when_all_have_acknowledged_and_says_what_was_seen()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        istiod.Connect("a.default");
        istiod.Connect("b.default");
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.Equal(
            "Seen in the cluster 'cluster1': istiod-1 holds the object as written, and all 2 proxies have acknowledged what they were "
            + "sent.",
            Assert.Single(scene.Notes).Text);
        Assert.InRange(scene.Clock.Elapsed, Second, Second * 1.5);
        Assert.Contains(scene.Cluster.Requests, request => request.Resource is { Subresource: "portforward" });
        Assert.DoesNotContain(scene.Cluster.Requests, request => request.Resource is { Subresource: "proxy" });
    }

    [Fact]
    public async Task An_istiod_that_lags_behind_is_waited_for_and_then_its_push()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        istiod.Connect("a.default");
        istiod.Lag = Second * 7;
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.InRange(scene.Clock.Elapsed, Second * 8, Second * 9);
        Assert.StartsWith(
            "istiod to hold 1 object as written, first VirtualService 'default/reviews' in the pod 'istiod-1'",
            scene.Progress.First().Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_istiod_pod_is_asked_since_each_tells_its_own_proxies()
    {
        await using var scene = await SettlingScene.OpenAsync();
        (await scene.AddIstiodAsync()).Connect("a.default");
        var other = await scene.AddIstiodAsync("istiod-2");
        other.Connect("b.default").Delay = Second * 5;
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.InRange(scene.Clock.Elapsed, Second * 5, Second * 7);
        Assert.Contains(
            scene.Progress,
            progress => progress.Proxy is ["b.default"]
                && progress.Text == "1 of 2 proxies to acknowledge: b.default (cluster, listener, route, endpoint)");
        Assert.Contains("istiod-1, istiod-2 hold the object", Assert.Single(scene.Notes).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_that_comes_late_is_not_overlooked_though_all_is_acknowledged_before_it()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        var proxy = istiod.Connect("a.default");
        istiod.Debounce = Second * 2.4;
        proxy.Delay = Second;
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.InRange(scene.Clock.Elapsed, Second * 3.4, Second * 4.5);
    }

    [Fact]
    public async Task The_push_of_the_stage_before_is_no_sign_of_this_ones()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        istiod.Connect("a.default");
        istiod.Debounce = Second * 0.9;
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.Equal(Second, scene.Clock.Elapsed);
        istiod.Debounce = Second * 2;
        await scene.SettleAsync(await scene.WriteAsync(host: "other"));
        Assert.InRange(scene.Clock.Elapsed, Second * 3, Second * 4);
    }

    [Fact]
    public async Task A_push_that_reaches_one_proxy_after_the_other_is_followed_to_the_last()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        for (var number = 0; number < 10; number++) istiod.Connect($"proxy-{number}.default");
        istiod.Connect("elsewhere.shop").IsConcerned = false;
        istiod.Reaches = number => Second * 0.4 * number;
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.InRange(scene.Clock.Elapsed, Second * 3.7, Second * 5);
    }

    [Fact]
    public async Task A_push_that_concerns_no_proxy_is_waited_for_three_seconds_and_no_longer()
    {
        await using var scene = await SettlingScene.OpenAsync();
        (await scene.AddIstiodAsync()).Connect("a.default").IsConcerned = false;
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.InRange(scene.Clock.Elapsed, Second * 3, Second * 3.5);
    }

    [Fact]
    public async Task A_proxy_that_was_never_sent_something_and_an_istiod_without_proxies_are_fine()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        istiod.Connect("web.shop").Kinds = ["cluster", "endpoint"];
        await scene.AddIstiodAsync("istiod-2");
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.InRange(scene.Clock.Elapsed, Second, Second * 1.5);
    }

    [Fact]
    public async Task What_was_removed_must_be_gone()
    {
        await using var scene = await SettlingScene.OpenAsync();
        await scene.WriteAsync();
        var istiod = await scene.AddIstiodAsync();
        istiod.Connect("a.default");
        istiod.Lag = Second * 4;
        await scene.SettleAsync(await scene.RemoveAsync());
        Assert.InRange(scene.Clock.Elapsed, Second * 5, Second * 6);
    }

    [Fact]
    public async Task An_older_version_of_an_object_is_not_enough()
    {
        await using var scene = await SettlingScene.OpenAsync();
        await scene.WriteAsync();
        var istiod = await scene.AddIstiodAsync();
        istiod.Connect("a.default");
        istiod.Lag = Second * 4;
        await scene.SettleAsync(await scene.WriteAsync(host: "other"));
        Assert.InRange(scene.Clock.Elapsed, Second * 5, Second * 6);
    }

    [Fact]
    public async Task A_proxy_that_goes_is_not_waited_for_and_one_that_comes_counts()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        istiod.Connect("a.default");
        var gone = istiod.Connect("gone.default");
        gone.IsSilent = true;
        scene.Clock.Meanwhile = elapsed =>
        {
            if (elapsed == Second * 9) istiod.Proxies[^1].IsSilent = false;
            if (elapsed != Second * 4) return;
            istiod.Disconnect(gone);
            var come = istiod.Connect("new.default");
            (come.IsSilent, come.Sent["route"]) = (true, "not acknowledged");
        };
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.InRange(scene.Clock.Elapsed, Second * 9, Second * 10);
        Assert.Contains(scene.Progress, progress => progress.Text.EndsWith("new.default (route)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_proxies_of_an_istiod_pod_that_goes_are_waited_for_a_moment_to_come_back()
    {
        await using var scene = await SettlingScene.OpenAsync();
        (await scene.AddIstiodAsync()).Connect("a.default");
        (await scene.AddIstiodAsync("istiod-2")).Connect("b.default").IsSilent = true;
        scene.Clock.Meanwhile = elapsed =>
        {
            if (elapsed == Second * 4) scene.Cluster.Remove("pods", "istio-system", "istiod-2");
        };
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.InRange(scene.Clock.Elapsed, Second * 6.5, Second * 7);
        Assert.Contains(scene.Progress, progress => progress.Text == "1 of 2 proxies to acknowledge: b.default (it went a moment ago)");
    }

    [Fact]
    public async Task A_proxy_that_connects_to_another_istiod_meanwhile_is_waited_for_there()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var (one, two) = (await scene.AddIstiodAsync(), await scene.AddIstiodAsync("istiod-2"));
        one.Connect("a.default");
        var moving = two.Connect("b.default");
        (moving.IsSilent, two.Debounce) = (true, Second * 0.1);
        scene.Clock.Meanwhile = elapsed =>
        {
            if (elapsed == Second * 0.5) two.Disconnect(moving);
            if (elapsed != Second * 2.5) return;
            var back = one.Connect("b.default");
            (back.IsSilent, back.Sent["cluster"]) = (true, "not acknowledged");
        };
        await Assert.ThrowsAsync<MeshException>(async () => await scene.SettleAsync(await scene.WriteAsync()));
    }

    [Fact]
    public async Task A_proxy_that_has_it_already_may_go_at_any_time()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        var gone = istiod.Connect("a.default");
        istiod.Connect("b.default").Delay = Second * 5;
        scene.Clock.Meanwhile = elapsed =>
        {
            if (elapsed == Second * 5) istiod.Disconnect(gone);
        };
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.InRange(scene.Clock.Elapsed, Second * 5, Second * 6);
    }

    [Fact]
    public async Task Pushes_that_never_end_keep_nobody_waiting_who_has_what_was_written()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        for (var number = 0; number < 5; number++) istiod.Connect($"proxy-{number}.default");
        scene.Clock.Meanwhile = elapsed => scene.Cluster.Put("{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: "
            + $"busy, namespace: default}}, spec: {{egress: [{{hosts: ['x/{elapsed.Ticks}']}}]}}}}");
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.InRange(scene.Clock.Elapsed, Second, Second * 3);
    }

    [Fact]
    public async Task Clusters_are_waited_for_at_the_same_time()
    {
        await using var scene = await SettlingScene.OpenAsync(clusters: 2);
        foreach (var cluster in scene.Clusters.All) (await scene.AddIstiodAsync(cluster: cluster)).Connect("a.default").Delay = Second * 6;
        scene.Report = happened =>
        {
            if (happened is PublishingNote) scene.Clock.Leave();
        };
        await scene.SettleAsync(await scene.WriteAsync(), await scene.WriteAsync(cluster: scene.Clusters.All[1]));
        Assert.InRange(scene.Clock.Elapsed, Second * 6, Second * 8);
        Assert.Equal(2, scene.Notes.Count());
    }
}
