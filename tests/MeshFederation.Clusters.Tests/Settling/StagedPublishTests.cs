using System.Collections.Concurrent;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Publishing.Settling;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server.Istio;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Settling;

/// <summary>A whole publish goes on from stage to stage as the proxies take what was written.</summary>
public sealed class StagedPublishTests(RealServers servers)
{
    [Fact]
    public async Task A_split_is_published_as_the_proxies_take_each_stage_and_publishing_it_again_waits_for_nothing()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var clock = new SteppedClock();
        var istiods = await AddAsync(scene, clock);
        foreach (var istiod in istiods) istiod.Connect("a.default");
        var events = new ConcurrentQueue<PublishingEvent>();
        var outcome = await scene.TryPublishAsync(
            await scene.Declared.PlanAsync(scene.Declared.Split(75)), Options(scene, clock), report: events.Enqueue);
        Assert.Null(outcome.Error);
        Assert.NotEmpty(events.OfType<SettlingBegan>());
        Assert.DoesNotContain(events.OfType<PublishingNote>(), note => note.IsWarning);
        Assert.Contains(
            events.OfType<PublishingNote>(),
            note => note.Text.StartsWith("Seen in the cluster 'cluster2': istiod-1 holds", StringComparison.Ordinal));

        var (waited, asked) = (clock.Elapsed, istiods.Sum(istiod => istiod.Paths.Count));
        Assert.Null((await scene.TryPublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)), Options(scene, clock))).Error);
        Assert.Equal((waited, asked), (clock.Elapsed, istiods.Sum(istiod => istiod.Paths.Count)));
    }

    [Fact]
    public async Task A_proxy_that_never_answers_stops_it_before_the_routes_and_what_was_written_stays_beside_the_old()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var clock = new SteppedClock();
        var istiods = await AddAsync(scene, clock);
        istiods[0].Connect("a.default");
        var silent = istiods[1].Connect("silent.default");
        silent.IsSilent = true;
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(75));
        var outcome = await scene.TryPublishAsync(plan, Options(scene, clock));
        Assert.Equal(MeshErrorId.SettleTimeout, outcome.Error!.ErrorId);
        Assert.Contains(
            "Still waited for in the cluster 'cluster2': 1 of 1 proxy to acknowledge: silent.default",
            outcome.Error.Message,
            StringComparison.Ordinal);
        Assert.Contains("-SettleTimeout 0", outcome.Error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(scene.InProcess!["cluster1"].All("virtualservices"));
        Assert.NotEmpty(scene.InProcess["cluster2"].All("gateways"));

        // Hosts that a publish left before its routes are no more seen than they were when the next one finds them as they should be.
        var again = await scene.TryPublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)), Options(scene, clock));
        Assert.Equal(MeshErrorId.SettleTimeout, again.Error!.ErrorId);
        Assert.Empty(scene.InProcess["cluster1"].All("virtualservices"));

        silent.IsSilent = false;
        Assert.Null((await scene.TryPublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)), Options(scene, clock))).Error);
        Assert.NotEmpty(scene.InProcess["cluster1"].All("virtualservices"));
    }

    [Fact]
    public async Task A_stop_while_proxies_are_waited_for_puts_back_what_was_done()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var clock = new SteppedClock();
        foreach (var istiod in await AddAsync(scene, clock)) istiod.Connect("silent.default").IsSilent = true;
        using var stop = new CancellationTokenSource();
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(75));
        var outcome = await scene.TryPublishAsync(plan, Options(scene, clock), stop: stop.Token, report: happened =>
        {
            if (happened is SettlingProgress) stop.Cancel();
        });
        Assert.Equal(MeshErrorId.PublishStopped, outcome.Error!.ErrorId);
        Assert.All(scene.Last, change => Assert.Contains(change.Action, (ChangeAction[])[ChangeAction.RolledBack, ChangeAction.Skipped]));
        Assert.Empty(scene.InProcess!["cluster2"].All("gateways"));
    }

    private static async Task<IReadOnlyList<TestIstiod>> AddAsync(PublishingScene scene, SteppedClock clock) =>
        [
            await scene.InProcess!["cluster1"].AddIstiodAsync("istiod-1", clock),
            await scene.InProcess["cluster2"].AddIstiodAsync("istiod-1", clock)
        ];

    private static PublisherOptions Options(PublishingScene scene, SteppedClock clock) => new()
    {
        Settling = (clusters, report) => new ProxySettling(
            scene.Federation, clusters, new(PublisherOptions.DefaultSettleTimeout, PublisherOptions.DefaultSettleTime), report, clock),
    };
}
