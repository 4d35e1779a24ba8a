using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>A real API server is killed, or stands still, at the beginning of a wave of a publish to three clusters.</summary>
[Collection(RealMesh.Collection)]
public sealed class RealServerFaultTests(RealMesh mesh)
{
    private static readonly TimeSpan Impatience = TimeSpan.FromSeconds(2);

    private static readonly (PublishingWave Wave, string Cluster, bool IsAlways)[] Known =
    [
        (PublishingWave.Serving, "cluster3", false),
        (PublishingWave.Clients, "cluster1", false),
        (PublishingWave.Routes, "cluster2", true),
        (PublishingWave.Routes, "cluster3", false),
        (PublishingWave.RoutesRemoved, "cluster3", false),
        (PublishingWave.ClientsTrimmed, "cluster3", false),
        (PublishingWave.ServingTrimmed, "cluster1", true),
    ];

    /// <summary>The waves, each with a cluster that is written to in it, or has been; two of them where not all faults are tried.</summary>
    public static TheoryData<string, string> Moments =>
        [.. Known.Where(moment => moment.IsAlways || PublishFault.AreAllTried).Select(moment => (moment.Wave.ToString(), moment.Cluster))];

    [Theory]
    [MemberData(nameof(Moments))]
    public Task Killed_no_route_breaks_the_result_is_true_and_the_next_publish_finishes(string wave, string cluster) =>
        TryAsync(wave, cluster, mesh.Kill);

    [Theory]
    [MemberData(nameof(Moments))]
    public Task Standing_still_no_route_breaks_the_result_is_true_and_the_next_publish_finishes(string wave, string cluster) =>
        TryAsync(wave, cluster, mesh.Stop);

    private async Task TryAsync(string wave, string cluster, Action<string> strike)
    {
        Assert.SkipWhen(RealMesh.WhyNot is not null, RealMesh.WhyNot ?? "");
        var scene = mesh.Scene;
        await RealMesh.ClearAsync(scene);
        await PublishAsync(scene, await scene.PlanAsync(scene.New));
        var after = await MeshState.ReadAsync(scene);
        await RealMesh.ClearAsync(scene);
        await PublishAsync(scene, await scene.PlanAsync(scene.Old));
        var (before, plan) = (await MeshState.ReadAsync(scene), await scene.PlanAsync(scene.New));

        // One machine's clock is a day ahead, that of the next one a day behind.
        var ahead = new WrongClock(TimeProvider.System, TimeSpan.FromDays(1));
        var run = await PublishedRun.StartAsync(scene, plan, Impatience, clock: ahead, also: happened =>
        {
            if (happened is WaveBegan { IsUndone: false } began && began.Wave.ToString() == wave) strike(cluster);
        });
        await mesh.MendAsync(cluster);

        var now = await MeshState.ReadAsync(scene);
        Assert.Empty(now.BrokenRoutes());
        Assert.Empty(run.UntrueReports(before, now, after));
        foreach (var key in now.Objects.Keys.Where(key => key.Contains(" VirtualService ", StringComparison.Ordinal)))
            Assert.Contains(now[key], new[] { before[key], after[key] });
        Assert.Equal(run.IsDone, now.DifferencesFrom(after).Count == 0);
        Assert.True(run.IsDone || run.Error!.Message.Contains(cluster, StringComparison.Ordinal), run.Error?.Message);

        await PublishAsync(scene, await scene.PlanAsync(scene.New), new WrongClock(new SteppedClock(), TimeSpan.FromDays(-1)));
        Assert.Empty((await MeshState.ReadAsync(scene)).DifferencesFrom(after));
    }

    private static async Task PublishAsync(FaultScene scene, Model.Plans.MeshPlan plan, TimeProvider? clock = null)
    {
        var run = await PublishedRun.StartAsync(scene, plan, FaultScene.Patience, clock: clock);
        Assert.True(run.IsDone, run.Error?.Message ?? "refused");
    }
}
