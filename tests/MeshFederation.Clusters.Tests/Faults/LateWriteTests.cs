using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Faults.Ambient;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server;
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

    /// <summary>The write of an ambient federation that is late, and from which of its states the publish goes on.</summary>
    public static TheoryData<string, string, bool, string> AmbientWrites => new()
    {
        { "patch", "services", false, "change" },
        { "patch", "workloadentries", false, "change" }, { "patch", "virtualservices", true, "change" },
        { "patch", "virtualservices", false, "change" }, { "delete", "workloadentries", false, "change" },
        { "patch", "services", true, "removal" }, { "patch", "services", false, "removal" },
        { "delete", "workloadentries", false, "removal" },
        { "patch", "services", false, "first" }, { "patch", "workloadentries", false, "first" },
    };

    /// <summary>What is late there concerns a Service that is somebody's, and what stands for its pods.</summary>
    [Theory, MemberData(nameof(AmbientWrites))]
    public async Task In_ambient_mode_too_what_comes_late_changes_nothing(string verb, string plural, bool isHeldBefore, string what) =>
        await TryAsync(
            scene => what == "first" ? [] : scene.Old,
            scene => what switch { "first" => scene.Old, "change" => scene.New, _ => [] },
            Other, verb, plural, isHeldBefore, isAmbient: true);

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
    [InlineData("virtualservices")]
    [InlineData("serviceentries")]
    [InlineData("destinationrules")]
    public async Task What_the_other_one_does_not_have_is_not_made_late(string plural) =>
        await TryAsync(_ => [], scene => scene.Old, scene => scene.Other, "patch", plural, isHeldBefore: false);

    /// <summary>
    /// A route that is made as late as it can be: on its way until its sender stopped counting on the lease, and at the server for as long
    /// as that may take for it. Whoever has the lease then has not looked yet, so nothing comes after it has.
    /// </summary>
    [Fact]
    public async Task What_is_made_as_late_as_it_can_be_is_seen_by_who_has_the_lease_then()
    {
        await using var scene = await FaultScene.OpenAsync();
        var (most, second) = (Leases.LeaseTimes.Usual.Counted, TimeSpan.FromSeconds(1));
        var (late, time, cluster) = (new LateFault(), new SteppedClock(), scene.Servers["cluster1"]);
        cluster.Clock = new ArrivalClock(time, most - second);
        cluster.Faults.Add(late, request => request is { DryRun: false, Verb: "patch", Plural: "virtualservices" }
            && request.Name.Contains("reviews", StringComparison.Ordinal));
        var clock = new SteppedClock(sharedBy: 1000);
        var running = PublishedRun.StartAsync(
            scene, await scene.PlanAsync(scene.Old), FaultScene.Patience, options: new() { Clock = clock });
        var next = await NextPlanAsync(scene, running);
        var code = 0;
        time.Meanwhile = elapsed =>
        {
            if (code == 0 && elapsed >= (2 * most) - (3 * second)) code = late.PassAsync().GetAwaiter().GetResult();
        };
        var run = await PublishedRun.StartAsync(scene, next, FaultScene.Patience, options: new() { Clock = time });
        if (code == 0) code = await late.PassAsync();
        Assert.Equal(201, code);
        Assert.True(run.IsRefused, run.Error?.Message ?? "It did not see what was made.");
        Assert.Contains(run.Notes, note => note.EndsWith(
            "Waiting 26 s, within which a server may still do what that one sent last.", StringComparison.Ordinal));

        await PublishAsync(scene, scene.Other, time);
        Assert.Empty(MeshState.Of(scene.Servers).BrokenRoutes());
        Assert.DoesNotContain(MeshState.Of(scene.Servers).Objects.Keys, key => key.Contains("reviews", StringComparison.Ordinal));
        clock.Advance(Halted);
        clock.Leave(999);
        Assert.False((await running).IsDone);
        Assert.DoesNotContain(MeshState.Of(scene.Servers).Objects.Keys, key => key.Contains("reviews", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("patch", "virtualservices")]
    [InlineData("patch", "destinationrules")]
    [InlineData("delete", "virtualservices")]
    public async Task What_the_other_one_left_as_it_was_stays_so_too(string verb, string plural) => await TryAsync(
        scene => scene.Old, verb == "delete" ? _ => [] : scene => scene.New, scene => scene.Old, verb, plural, isHeldBefore: false);

    /// <summary>What another publisher wants: of each service something else than both states that the first goes between.</summary>
    private static IReadOnlyList<MeshService> Other(FaultScene scene) => scene.Third;

    /// <summary>What leads to the other state from what the first has done by the time at which its last writes are late.</summary>
    private static async Task<Model.Plans.MeshPlan> NextPlanAsync(FaultScene scene, Task<PublishedRun> running)
    {
        await scene.Servers.UntilAsync(
            () => scene.Servers.All.SelectMany(cluster => cluster.All("virtualservices")).Any(),
            running,
            "It never came to the routes.",
            FaultScene.Ct);
        return await scene.PlanAsync(scene.Other);
    }

    private static async Task TryAsync(
        Func<FaultScene, IReadOnlyList<MeshService>> from,
        Func<FaultScene, IReadOnlyList<MeshService>> halted,
        Func<FaultScene, IReadOnlyList<MeshService>> next,
        string verb,
        string plural,
        bool isHeldBefore,
        bool isAmbient = false)
    {
        await using var scene = await FaultScene.OpenAsync(isAmbient: isAmbient);
        var made = MeshState.Of(scene.Servers);
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
        if (plural == "configmaps")
        {
            await scene.Servers.UntilAsync(
                () => Records(scene).Count >= before + 2, running, "It ended without the other histories.", FaultScene.Ct);
        }
        else
        {
            await others.UntilOneIsLeftAsync(running);
        }

        await PublishAsync(scene, next(scene), time);
        Assert.True(time.Elapsed >= Leases.LeaseTimes.Usual.Duration, "It took the lease from one who may live.");
        var wanted = MeshState.Of(scene.Servers);
        Assert.Empty(wanted.BrokenRoutes());
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
        Assert.Empty(OwnedServices.Problems(made, made, MeshState.Of(scene.Servers), wanted, run, isWhole: false));
    }

    private static async Task PublishAsync(FaultScene scene, IReadOnlyList<MeshService> services, TimeProvider clock)
    {
        var run = await PublishedRun.StartAsync(
            scene, await scene.PlanAsync(services), FaultScene.Patience, options: new PublisherOptions { Clock = clock });
        Assert.True(run.IsDone, run.Error?.Message ?? $"refused: {string.Join(", ", run.Moved)}");
    }

    /// <summary>What the histories say, but for the annotation with the time.</summary>
    private static IReadOnlyList<string> Records(FaultScene scene) => [.. scene.Servers.All
        .SelectMany(cluster => cluster.All("configmaps").Select(map =>
            $"{cluster.Name} {map["metadata"]!["name"]} {map["metadata"]!["annotations"]} {map["binaryData"]}"))
        .Order(StringComparer.Ordinal)];

    /// <summary>The clock of a server to which requests are on their way for a while.</summary>
    private sealed class ArrivalClock(SteppedClock time, TimeSpan onTheWay) : TimeProvider
    {
        private readonly long _arrival = (time.GetUtcNow() + onTheWay).Ticks;

        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => Math.Max(_arrival, time.GetTimestamp());
    }

    /// <summary>How many writes of the wave that is under way are left.</summary>
    private sealed class WaveCount
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left;

        public async Task UntilOneIsLeftAsync(Task running)
        {
            while (true)
            {
                Task next;
                lock (_lock)
                {
                    if (_left <= 1) return;
                    next = _next.Task;
                }

                Assert.False(running.IsCompleted, "It ended while a write was held back.");
                await Task.WhenAny(next, running).WaitAsync(FaultScene.Ct);
            }
        }

        public void Note(PublishingEvent happened)
        {
            lock (_lock)
            {
                if (happened is WaveBegan began) _left = began.Writes;
                if (happened is WriteDone) _left--;
                _next.TrySetResult();
                _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
