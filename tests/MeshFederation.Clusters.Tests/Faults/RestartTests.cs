using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>
/// A server is killed at each request of a publish, before or after it was done, and is back a minute later: with two minutes to wait the
/// publish comes to the wanted state as if nothing had been, and leaves no lease; with half a minute it says what is where.
/// </summary>
public sealed class RestartTests
{
    private static readonly TimeSpan Down = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("change", false)]
    [InlineData("change", true)]
    [InlineData("removal", false)]
    [InlineData("removal", true)]
    [InlineData("change", false, true)]
    [InlineData("change", true, true)]
    [InlineData("removal", false, true)]
    [InlineData("removal", true, true)]
    public async Task A_server_that_restarts_for_a_minute_is_survived(string what, bool afterwards, bool isAmbient = false)
    {
        Func<FaultScene, IReadOnlyList<MeshService>> to = scene => what == "change" ? scene.New : [];
        await using var scenario = await PublishScenario.PrepareAsync(scene => scene.Old, to, isAmbient: isAmbient);
        var runs = new FaultRuns();
        foreach (var (index, step) in scenario.Steps.Index())
        {
            if (!PublishFault.AreAllTried && (index + (afterwards ? 1 : 0)) % 3 != 0) continue;
            var (run, hit) = await KilledAsync(scenario, step, afterwards, TimeSpan.FromMinutes(2));
            var problems = new List<string>();
            if (!hit) problems.Add("it never came to that step");
            if (!run.IsDone) problems.Add(run.Error?.Message ?? "refused");
            var now = MeshState.Of(scenario.Scene.Servers);
            var differences = now.DifferencesFrom(scenario.After);
            problems.AddRange(differences.Select(difference => $"{difference} is not as wanted"));
            problems.AddRange(now.BrokenRoutes().Select(route => $"a route leads to nothing: {route}"));
            problems.AddRange(scenario.More(scenario.Before, now, run, isWhole: false));

            // One whose server is away when it is given up is not waited for: who comes next takes it over.
            problems.AddRange(scenario.Scene.Servers.All
                .Where(cluster => cluster.All("leases").Count > 0 && step is not { Verb: "delete", Plural: "leases" })
                .Select(cluster => $"a lease is left in {cluster.Name}"));
            if (hit && !run.Notes.Any(note => note.Contains("is waited for, for up to", StringComparison.Ordinal)))
                problems.Add("it does not say that it waits");
            runs.Add($"{step}", new(run.IsDone, differences.Count == 0, problems));
        }

        runs.Require("publishing, servers that restart for a minute");
    }

    [Fact]
    public async Task One_that_stays_away_for_longer_than_there_is_time_is_given_up_then()
    {
        await using var scenario = await PublishScenario.PrepareAsync(scene => scene.Old, scene => scene.New);
        var step = scenario.Steps.First(step => step is { Verb: "patch", Plural: "serviceentries", DryRun: false });
        var (run, hit) = await KilledAsync(scenario, step, afterwards: false, TimeSpan.FromSeconds(30));
        Assert.True(hit);
        Assert.False(run.IsDone);
        Assert.Empty(run.UntrueReports(scenario.Before, MeshState.Of(scenario.Scene.Servers), scenario.After));
    }

    private static async Task<(PublishedRun Run, bool Hit)> KilledAsync(
        PublishScenario scenario, PublishStep step, bool afterwards, TimeSpan budget)
    {
        await scenario.ResetAsync();
        var cluster = scenario.Scene.Servers[step.Cluster];
        var hit = step.Inject(cluster.Faults, afterwards ? Fault.KillAfterwards : Fault.Kill, FaultReach.Once);
        var clock = new SteppedClock();
        TimeSpan? back = null;
        clock.Meanwhile = elapsed =>
        {
            if (!hit()) return;

            // No time goes by before it is really gone.
            if (back is null) cluster.StopAsync().GetAwaiter().GetResult();
            back ??= elapsed + Down;
            if (elapsed >= back) cluster.StartAsync().GetAwaiter().GetResult();
        };
        var options = new PublisherOptions
        {
            Clock = new WrongClock(clock, TimeSpan.FromDays(1)),
            Budget = new(budget, isAsked: true, clock),
        };
        var notes = new System.Collections.Concurrent.ConcurrentQueue<string>();
        options.Budget.Tell = notes.Enqueue;
        var run = await PublishedRun.StartAsync(scenario.Scene, scenario.Plan, FaultScene.Patience, options: options);
        foreach (var note in notes) run.Notes.Enqueue(note);
        cluster.Faults.Clear();
        await cluster.StartAsync();
        return (run, hit());
    }
}
