using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Settling;

/// <summary>What goes wrong while it is looked is waited out as long as there is time, and a stop ends it at once.</summary>
public sealed class TroubleTests
{
    [Fact]
    public async Task An_istiod_that_takes_questions_and_answers_none_is_named()
    {
        await using var scene = await SettlingScene.OpenAsync(limit: 25);
        (await scene.AddIstiodAsync()).Connect("a.default");
        var silent = await scene.AddIstiodAsync("istiod-2");
        silent.IsSilent = true;
        var settling = scene.SettleAsync(await scene.WriteAsync());
        await silent.Asked;
        scene.Clock.Advance(TimeSpan.FromSeconds(25));
        var error = await Assert.ThrowsAsync<MeshException>(() => settling);
        Assert.Contains(
            "Still waited for in the cluster 'cluster1': nothing of its istiod was seen yet.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_istiod_that_answers_again_is_gone_on_with()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        istiod.Connect("a.default");
        istiod.IsSilent = true;
        scene.Report = happened => istiod.IsSilent &= happened is not SettlingProgress;
        var settling = scene.SettleAsync(await scene.WriteAsync());
        await istiod.Asked;
        scene.Clock.Advance(TimeSpan.FromSeconds(10));
        await settling;
        Assert.Equal(
            "the istiod pod 'istiod-1': by a port-forward it does not answer within 10 s; through the API server's proxy it answers 401",
            scene.Progress.First().Text);
        Assert.StartsWith("Seen in the cluster 'cluster1'", Assert.Single(scene.Notes).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forwarded_port_that_breaks_is_opened_again()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        istiod.Connect("a.default").Delay = TimeSpan.FromSeconds(6);
        var written = await scene.WriteAsync();
        var restarted = false;
        scene.Report = happened =>
        {
            if (happened is not SettlingProgress || restarted || scene.Clock.Elapsed < TimeSpan.FromSeconds(2)) return;
            restarted = true;
            scene.Cluster.StopAsync().GetAwaiter().GetResult();
            scene.Cluster.StartAsync().GetAwaiter().GetResult();
        };
        await scene.SettleAsync(written);
        Assert.True(restarted);
        Assert.Equal(2, scene.Cluster.Requests.Count(request => request.Resource is { Subresource: "portforward" }));
    }

    [Fact]
    public async Task A_cluster_that_goes_away_is_waited_for_and_then_named()
    {
        await using var scene = await SettlingScene.OpenAsync();
        (await scene.AddIstiodAsync()).Connect("a.default");
        var written = await scene.WriteAsync();
        await scene.Cluster.StopAsync();
        var error = await Assert.ThrowsAsync<MeshException>(() => scene.SettleAsync(written));
        Assert.Equal(MeshErrorId.SettleTimeout, error.ErrorId);
        Assert.Contains(
            "Still waited for in the cluster 'cluster1': The cluster of the context 'cluster1' cannot be reached at",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_server_is_no_reason_not_to_look_again()
    {
        await using var scene = await SettlingScene.OpenAsync();
        (await scene.AddIstiodAsync()).Connect("a.default");
        var written = await scene.WriteAsync();
        scene.Cluster.Faults.Add(Fault.Busy(100), request => request is { Plural: "pods", Verb: "list" }, times: 2);
        await scene.SettleAsync(written);
        Assert.Contains("has too much to do", scene.Progress.First().Text, StringComparison.Ordinal);
        Assert.False(Assert.Single(scene.Notes).IsWarning);
    }

    [Fact]
    public async Task Answers_longer_than_a_message_are_put_together()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var text = new string('x', 300_000);
        for (var number = 0; number < 5; number++)
        {
            scene.Cluster.Put($"{{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {{name: big-{number}, namespace: default, "
                + $"annotations: {{a: {text}}}}}, spec: {{}}}}");
        }
        (await scene.AddIstiodAsync()).Connect("a.default");
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.False(Assert.Single(scene.Notes).IsWarning);
    }

    [Fact]
    public async Task A_stop_ends_it_while_istiod_does_not_answer()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        istiod.IsSilent = true;
        using var stop = new CancellationTokenSource();
        var settling = scene.SettleAsync(await scene.WriteAsync(), stop.Token);
        await istiod.Asked;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => settling);
    }

    [Fact]
    public async Task A_stop_ends_it_while_a_port_is_opened()
    {
        await using var scene = await SettlingScene.OpenAsync();
        await scene.AddIstiodAsync();
        var rule = scene.Cluster.Faults.Add(Fault.Hang, request => request.Resource is { Subresource: "portforward" });
        using var stop = new CancellationTokenSource();
        var settling = scene.SettleAsync(await scene.WriteAsync(), stop.Token);
        await rule.Reached;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => settling);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stop_ends_it_while_proxies_are_waited_for_or_a_time(bool seen)
    {
        await using var scene = await SettlingScene.OpenAsync();
        if (seen) (await scene.AddIstiodAsync()).Connect("a.default").IsSilent = true;
        using var stop = new CancellationTokenSource();
        scene.Report = happened =>
        {
            if (happened is SettlingProgress) stop.Cancel();
        };
        var written = await scene.WriteAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.SettleAsync(written, stop.Token));
        Assert.Equal(TimeSpan.Zero, scene.Clock.Elapsed);
    }
}
