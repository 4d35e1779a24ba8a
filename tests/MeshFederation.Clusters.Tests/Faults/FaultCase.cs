using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>One publish in which one thing goes wrong at one step, and what must hold afterwards.</summary>
/// <param name="scenario">The publish.</param>
/// <param name="step">The step.</param>
/// <param name="fault">What goes wrong.</param>
/// <param name="inject">
/// Lets it go wrong in a publish that fails anyway, and which may not come to that step; null for one that would succeed.
/// </param>
internal sealed class FaultCase(
    IFaultScenario scenario, PublishStep step, PublishFault fault, Func<Fault, Func<bool>>? inject = null)
{
    /// <summary>
    /// A request that has to be given up need not take long; one that is only slow is given up too, which is one more fault.
    /// </summary>
    private static readonly TimeSpan Impatience = TimeSpan.FromMilliseconds(400);

    private readonly List<string> _problems = [];
    private MeshState _begun = scenario.Before;
    private bool _isDone;
    private bool _isExact;

    /// <summary>What came of it.</summary>
    public FaultResult Result => new(_isDone, _isExact, _problems);

    /// <summary>Whether it came to the step.</summary>
    public bool IsReached { get; private set; }

    public async Task RunAsync()
    {
        var faults = scenario.FaultsOf(step.Cluster);
        using var stop = new CancellationTokenSource();
        PublishedRun run;
        bool hit;
        for (var patience = fault.Hangs ? Impatience : FaultScene.Patience; ; patience *= 2)
        {
            await scenario.ResetAsync();
            _begun = await scenario.NowAsync();
            var what = fault.Fault ?? Fault.Call(stop.Cancel);
            var injected = inject?.Invoke(what) ?? step.Inject(faults, what, fault.Reach);
            run = await PublishedRun.StartAsync(
                scenario.Scene, scenario.Plan, patience, until: stop.Token, clock: Wrong(TimeProvider.System, 1));
            hit = injected();
            if (hit || !fault.Hangs || patience > FaultScene.Patience) break;
        }

        IsReached = hit;
        if (!hit && inject is not null) return;
        Require(hit, "it never came to that step");
        faults.Clear();
        Check(run, await scenario.NowAsync());
        await RecoverAsync();
    }

    private void Check(PublishedRun run, MeshState now)
    {
        _isDone = run.IsDone;
        _isExact = now.DifferencesFrom(_begun) is [] || now.DifferencesFrom(scenario.After) is [];
        Require(_isDone || !fault.IsRidden || inject is not null, $"it gives up: {run.Error?.Message}");
        foreach (var route in now.BrokenRoutes()) _problems.Add("a route leads to nothing: " + route);
        foreach (var key in now.Objects.Keys.Where(key => key.Contains(" VirtualService ", StringComparison.Ordinal)))
            Require(now[key] == scenario.Before[key] || now[key] == scenario.After[key], $"{key} is neither as it was nor as wanted");
        if (run.IsDone)
        {
            Require(
                now.DifferencesFrom(scenario.After) is [],
                $"it says that it is done, but {string.Join(", ", now.DifferencesFrom(scenario.After))}");
        }
        else if (CanBePutBack)
        {
            RequireWhole(now);
        }
        Require(run.IsDone || run.IsRefused || run.Error!.Message.Length > 20, "it does not say why");
        _problems.AddRange(run.UntrueReports(scenario.Before, now, scenario.After));
        _problems.AddRange(scenario.More(_begun, now, run, isWhole: !run.IsDone && CanBePutBack));
    }

    // Where the cluster still answers about every object that was written.
    private bool CanBePutBack => inject is null && fault.Fault != Fault.Kill && fault.Fault != Fault.KillAfterwards
        && (fault.Reach == FaultReach.Once
            || (fault.Reach == FaultReach.Object && step.Occurrence == 0 && fault.Fault != Fault.LoseAnswer));

    private void RequireWhole(MeshState now) => Require(
        now.DifferencesFrom(scenario.Before) is [] || now.DifferencesFrom(scenario.After) is [],
        $"it is neither as it was ({string.Join(", ", now.DifferencesFrom(scenario.Before))}) nor as wanted");

    // When the cause is mended, publishing again comes to the wanted state, from wherever it is now.
    private async Task RecoverAsync()
    {
        await scenario.MendAsync();
        var abandoned = await scenario.SessionsAsync();
        var again = await PublishedRun.StartAsync(
            scenario.Scene, await scenario.Scene.PlanAsync(scenario.Target), FaultScene.Patience, clock: Wrong(new SteppedClock(), -1));
        Require(again.IsDone, $"publishing again fails: {again.Error?.Message ?? "refused"}");
        var now = await scenario.NowAsync();
        var differences = now.DifferencesFrom(scenario.After);
        Require(differences is [], $"publishing again does not come to the wanted state: {string.Join(", ", differences)}");
        _problems.AddRange(scenario.More(_begun, now, again, isWhole: false).Select(problem => "publishing again: " + problem));
        Require(!(await scenario.SessionsAsync()).Except(abandoned).Any(), "a lease is held");
    }

    /// <summary>One publisher's machine is a day ahead, that of the next one a day behind.</summary>
    private static WrongClock Wrong(TimeProvider counting, int days) => new(counting, TimeSpan.FromDays(days));

    private void Require(bool holds, string problem)
    {
        if (!holds) _problems.Add(problem);
    }
}
