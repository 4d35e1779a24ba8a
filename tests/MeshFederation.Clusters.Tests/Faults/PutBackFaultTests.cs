using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>
/// One of the last writes to a cluster is refused, and something goes wrong at every step of putting back what was done before. Routes are
/// whole all the same, and what is said of each object is true.
/// </summary>
public sealed class PutBackFaultTests
{
    /// <summary>That a rule loses what the old routes needed, after the routes have moved.</summary>
    private static readonly PublishStep Trim = new("cluster1", "patch", "destinationrules", "reviews", DryRun: false, 1);

    /// <summary>That a Service loses what nobody calls any more, after the waypoint has taken its requests.</summary>
    private static readonly PublishStep TakeBack = new("cluster2", "patch", "services", "reviews", DryRun: false, 0);

    /// <summary>The faults of one request, by name.</summary>
    public static TheoryData<string> Faults =>
        [.. PublishFault.All.Where(fault => fault.Reach == FaultReach.Once).Select(fault => fault.Name)];

    [Theory, MemberData(nameof(Faults))]
    public Task Whatever_goes_wrong_while_a_change_is_put_back(string name) =>
        RunAsync(name, Trim, () => PublishScenario.PrepareAsync(scene => scene.Old, scene => scene.New));

    [Theory, MemberData(nameof(Faults))]
    public Task Whatever_goes_wrong_while_a_change_in_ambient_mode_is_put_back(string name) => RunAsync(
        name, TakeBack, () => PublishScenario.PrepareAsync(scene => scene.Old, scene => scene.New, isAmbient: true));

    [Theory, MemberData(nameof(Faults))]
    public Task Whatever_goes_wrong_while_what_was_taken_over_is_given_back(string name) => RunAsync(
        name,
        Trim,
        () => PublishScenario.PrepareAsync(
            _ => [], scene => scene.Old, scene => TakenObjects.MakeAsync(scene, scene.Old), takes: true));

    private static async Task RunAsync(string name, PublishStep last, Func<Task<PublishScenario>> prepare)
    {
        await using var scenario = await prepare();
        var (number, fault) = PublishFault.All.Index().Single(entry => entry.Item.Name == name);
        var runs = new FaultRuns();
        foreach (var (index, step) in (await StepsAsync(scenario, last)).Index())
        {
            if (!PublishFaultTests.IsTried(index, number, fault)) continue;
            var run = new FaultCase(
                scenario,
                step,
                fault,
                what => WhenRefused(scenario, last, () => step.Inject(scenario.FaultsOf(step.Cluster), what, FaultReach.Once)));
            await run.RunAsync();
            if (run.IsReached) runs.Add($"{step}", run.Result);
            else runs.Note($"{step}", run.Result.Problems);
        }

        runs.Require($"putting back{(scenario.Scene.IsAmbient ? " in ambient mode" : "")}, servers in this process");
    }

    /// <summary>The requests of putting back, with none that goes wrong.</summary>
    private static async Task<IReadOnlyList<PublishStep>> StepsAsync(PublishScenario scenario, PublishStep last)
    {
        var clusters = scenario.Scene.Servers.All;
        await scenario.ResetAsync();
        var isRefused = WhenRefused(scenario, last, () =>
        {
            foreach (var cluster in clusters) cluster.ForgetRequests();
            return () => true;
        });
        var run = await PublishedRun.StartAsync(scenario.Scene, scenario.Plan, FaultScene.Patience);
        Assert.True(isRefused() && !run.IsDone);
        Assert.Empty((await scenario.NowAsync()).DifferencesFrom(scenario.Before));
        return PublishStep.Of(clusters.Select(cluster => (cluster.Name, cluster.Requests)));
    }

    /// <summary>Refuses a write, and lets more go wrong then.</summary>
    private static Func<bool> WhenRefused(PublishScenario scenario, PublishStep last, Func<Func<bool>> then)
    {
        var (seen, injected) = (0, (Func<bool>?)null);
        scenario.FaultsOf(last.Cluster).Add(Fault.Forbidden, Matches);
        return () => injected?.Invoke() == true;

        bool Matches(ApiRequest request)
        {
            if (!last.IsIt(request) || Interlocked.Increment(ref seen) != last.Occurrence + 1) return false;
            injected = then();
            return true;
        }
    }
}
