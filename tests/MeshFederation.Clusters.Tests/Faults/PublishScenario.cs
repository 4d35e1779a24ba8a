using MeshFederation.Clusters.Tests.Faults.Ambient;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>A publish to servers in this process.</summary>
internal sealed class PublishScenario : IFaultScenario
{
    private readonly IReadOnlyList<Action> _restore;
    private readonly MeshState _made;

    private PublishScenario(
        FaultScene scene,
        IReadOnlyList<MeshService> target,
        MeshPlan plan,
        MeshState made,
        MeshState before,
        IReadOnlyList<Action> restore) =>
            (Scene, Target, Plan, _made, Before, After, Steps, _restore) =
            (scene, target, plan, made, before, MeshState.Of(scene.Servers), PublishStep.Of(scene.Servers.All.Select(
                cluster => (cluster.Name, cluster.Requests))), restore);

    public FaultScene Scene { get; }

    public FaultScene Beside => Scene;

    public IReadOnlyList<MeshService> Target { get; }

    public MeshPlan Plan { get; }

    public MeshState Before { get; }

    public MeshState After { get; }

    public IReadOnlyList<PublishStep> Steps { get; }

    /// <summary>What is taken over from others.</summary>
    private IReadOnlyList<string> Adopted => [.. Plan.Changes.Where(change => change.Adopts).Select(MeshState.Key)];

    /// <summary>Prepares a publish from one state to another, and makes it once without faults.</summary>
    /// <param name="from">The state in the beginning; empty for none.</param>
    /// <param name="to">The wanted state; empty for none.</param>
    /// <param name="arrange">What others do in the beginning.</param>
    /// <param name="takes">Whether what others have is taken over.</param>
    /// <param name="isAmbient">Whether the clusters are called in ambient mode.</param>
    public static async Task<PublishScenario> PrepareAsync(
        Func<FaultScene, IReadOnlyList<MeshService>> from,
        Func<FaultScene, IReadOnlyList<MeshService>> to,
        Func<FaultScene, Task>? arrange = null,
        bool takes = false,
        bool isAmbient = false)
    {
        var scene = await FaultScene.OpenAsync(isAmbient: isAmbient);
        scene.Takes = takes;
        var made = MeshState.Of(scene.Servers);
        if (from(scene).Count > 0) await DoneAsync(scene, await scene.PlanAsync(from(scene)));
        if (arrange is not null) await arrange(scene);
        var restore = scene.Servers.All.Select(cluster => cluster.Save()).ToArray();
        var (plan, before) = (await scene.PlanAsync(to(scene)), MeshState.Of(scene.Servers));
        Assert.DoesNotContain(plan.Changes, change => change.Action == ChangeAction.Conflict);
        Assert.Empty(before.BrokenRoutes());
        foreach (var action in restore) action();
        await DoneAsync(scene, plan);
        var scenario = new PublishScenario(scene, to(scene), plan, made, before, restore);
        Assert.NotEmpty(before.DifferencesFrom(scenario.After));
        Assert.Empty(scenario.After.BrokenRoutes());
        return scenario;
    }

    public async Task ResetAsync()
    {
        await MendAsync();
        foreach (var action in _restore) action();
    }

    public Task MendAsync() => Task.WhenAll(Scene.Servers.All.Select(cluster => cluster.StartAsync()));

    public FaultScript FaultsOf(string cluster) => Scene.Servers[cluster].Faults;

    public Task<MeshState> NowAsync() => Task.FromResult(MeshState.Of(Scene.Servers));

    public Task<IReadOnlyList<string>> SessionsAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. Scene.Servers.All.SelectMany(cluster => cluster.All("leases"))
            .Select(lease => (string)lease["metadata"]!["annotations"]![Leases.LeaseRecord.SessionAnnotation]!)]);

    public IEnumerable<string> More(MeshState begun, MeshState now, PublishedRun run, bool isWhole) =>
        TakenObjects.Problems(Adopted, begun, now, run, isWhole)
            .Concat(OwnedServices.Problems(_made, begun, now, After, run, isWhole))
            .Concat(AmbientWays.Lost(begun, now, After));

    public ValueTask DisposeAsync() => Scene.DisposeAsync();

    private static async Task DoneAsync(FaultScene scene, MeshPlan plan)
    {
        var run = await PublishedRun.StartAsync(scene, plan, FaultScene.Patience);
        Assert.True(run.IsDone, run.Error?.Message ?? "refused");
    }
}
