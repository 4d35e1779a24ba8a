using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>
/// A write of a publisher whose process is halted comes to the server when its leases ended long ago, and another one has published. It
/// changes nothing: what the other one wrote has another version, and for the rest the server knows until when it may be done. When the
/// process goes on, it writes nothing more and says so.
/// </summary>
public sealed class LateWriteTests
{
    private static readonly TimeSpan Halted = TimeSpan.FromMinutes(10);

    /// <summary>The write that is late, and whether only what stands before the server knows how late it is.</summary>
    public static TheoryData<string, string, bool> Writes => new()
    {
        { "patch", "virtualservices", true }, { "patch", "virtualservices", false },
        { "patch", "serviceentries", true }, { "patch", "serviceentries", false },
        { "patch", "destinationrules", true }, { "patch", "destinationrules", false },
        { "patch", "configmaps", true }, { "patch", "configmaps", false },
        { "delete", "virtualservices", false }, { "delete", "serviceentries", false },
    };

    [Theory, MemberData(nameof(Writes))]
    public async Task A_change_that_comes_late_is_not_made(string verb, string plural, bool isHeldBefore) => await TryAsync(
        scene => scene.Old, verb == "delete" ? _ => [] : scene => scene.New, Other, verb, plural, isHeldBefore);

    [Theory]
    [InlineData("virtualservices", true)]
    [InlineData("serviceentries", true)]
    [InlineData("configmaps", true)]
    [InlineData("virtualservices", false)]
    [InlineData("configmaps", false)]
    public async Task What_is_to_be_made_and_comes_late_does_not_change_what_another_one_made(string plural, bool isHeldBefore) =>
        await TryAsync(_ => [], scene => scene.Old, Other, "patch", plural, isHeldBefore);

    [Theory]
    [InlineData("patch", "virtualservices")]
    [InlineData("patch", "destinationrules")]
    [InlineData("delete", "virtualservices")]
    public async Task What_the_other_one_left_as_it_was_stays_so_too(string verb, string plural) => await TryAsync(
        scene => scene.Old, verb == "delete" ? _ => [] : scene => scene.New, scene => scene.Old, verb, plural, isHeldBefore: false);

    /// <summary>What another publisher wants: of each service something else than both states that the first goes between.</summary>
    private static IReadOnlyList<MeshService> Other(FaultScene scene) => scene.Third;

    private static async Task TryAsync(
        Func<FaultScene, IReadOnlyList<MeshService>> from,
        Func<FaultScene, IReadOnlyList<MeshService>> halted,
        Func<FaultScene, IReadOnlyList<MeshService>> next,
        string verb,
        string plural,
        bool isHeldBefore)
    {
        await using var scene = await FaultScene.OpenAsync();
        if (from(scene).Count > 0) await PublishAsync(scene, from(scene), new SteppedClock());
        var (late, cluster) = (new LateFault(), scene.Servers["cluster1"]);
        var rule = cluster.Faults.Add(late, request => request is { DryRun: false } && (request.Verb, request.Plural) == (verb, plural)
            && (plural == "configmaps" || request.Name.Contains("reviews", StringComparison.Ordinal)));

        // Nothing ends for who is halted, and nothing begins.
        var (clock, time) = (new SteppedClock(sharedBy: 1000), new SteppedClock());
        if (!isHeldBefore) cluster.Clock = time;
        var (others, before) = (new WaveCount(), Records(scene).Count);
        var running = PublishedRun.StartAsync(
            scene, await scene.PlanAsync(halted(scene)), FaultScene.Patience, others.Note, options: new() { Clock = clock });
        await Task.WhenAny(rule.Reached, running);
        Assert.False(running.IsCompleted, "It never came to that write.");

        // What was under way beside it comes to its end.
        while (plural == "configmaps" ? Records(scene).Count < before + 2 : others.Left > 1) await Task.Delay(10, FaultScene.Ct);
        await PublishAsync(scene, next(scene), time);
        Assert.True(time.Elapsed >= Leases.LeaseTimes.Usual.Duration, "It took the lease from one who may live.");
        var wanted = MeshState.Of(scene.Servers);
        var records = Records(scene);

        var code = await late.PassAsync();
        Assert.True(plural == "configmaps" && isHeldBefore || code >= 400, $"The late write was answered with {code}.");
        Assert.Empty(MeshState.Of(scene.Servers).DifferencesFrom(wanted));

        clock.Advance(Halted);
        clock.Leave(999);
        var run = await running;
        Assert.False(run.IsDone);
        Assert.Contains(run.Error!.ErrorId, new[] { MeshErrorId.LeaseLost, MeshErrorId.PublishFailed, MeshErrorId.ClusterTimeout });
        Assert.Empty(MeshState.Of(scene.Servers).DifferencesFrom(wanted));
        Assert.Equal(records, Records(scene).Intersect(records));
    }

    private static async Task PublishAsync(FaultScene scene, IReadOnlyList<MeshService> services, TimeProvider clock)
    {
        var run = await PublishedRun.StartAsync(
            scene, await scene.PlanAsync(services), FaultScene.Patience, options: new PublisherOptions { Clock = clock });
        Assert.True(run.IsDone, run.Error?.Message ?? "refused");
    }

    /// <summary>What the histories say, but for the annotation with the time.</summary>
    private static IReadOnlyList<string> Records(FaultScene scene) => [.. scene.Servers.All
        .SelectMany(cluster => cluster.All("configmaps").Select(map =>
            $"{cluster.Name} {map["metadata"]!["name"]} {map["metadata"]!["annotations"]} {map["binaryData"]}"))
        .Order(StringComparer.Ordinal)];

    /// <summary>How many writes of the wave that is under way are left.</summary>
    private sealed class WaveCount
    {
        private int _left;

        public int Left => Volatile.Read(ref _left);

        public void Note(PublishingEvent happened)
        {
            if (happened is WaveBegan began) Volatile.Write(ref _left, began.Writes);
            if (happened is WriteDone) Interlocked.Decrement(ref _left);
        }
    }
}
