using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>
/// Something goes wrong at every step of a publish to three clusters, in every way. Afterwards each host has its old routes or its new
/// ones, no route leads to something that is not there, what the publish says of itself is true, and publishing again comes to the wanted
/// state.
/// </summary>
public abstract class PublishFaultTests
{
    /// <summary>The faults by name.</summary>
    public static TheoryData<string> Faults => [.. PublishFault.All.Select(fault => fault.Name)];

    private protected abstract IReadOnlyList<MeshService> From(FaultScene scene);

    private protected abstract IReadOnlyList<MeshService> To(FaultScene scene);

    /// <summary>What others do in the beginning.</summary>
    private protected virtual Task ArrangeAsync(FaultScene scene) => Task.CompletedTask;

    /// <summary>Whether what others have is taken over.</summary>
    private protected virtual bool Takes => false;

    /// <summary>Whether the clusters are called in ambient mode.</summary>
    private protected virtual bool IsAmbient => false;

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whatever_goes_wrong_the_routes_are_whole_and_the_result_is_true(string name)
    {
        await using var scenario = await PublishScenario.PrepareAsync(From, To, ArrangeAsync, Takes, IsAmbient);
        var number = PublishFault.All.Index().Single(entry => entry.Item.Name == name).Index;
        var fault = PublishFault.All[number];
        var runs = new FaultRuns();
        foreach (var (index, step) in scenario.Steps.Index())
        {
            if (!IsTried(index, number, fault)) continue;
            var run = new FaultCase(scenario, step, fault);
            await run.RunAsync();
            runs.Add($"{step}", run.Result);
        }

        runs.Require($"publishing{(IsAmbient ? " in ambient mode" : "")}, servers in this process", least: 0);
    }

    // Every step meets every fault where that is asked for; else each step meets a quarter of them, and those that take time fewer.
    internal static bool IsTried(int step, int number, PublishFault fault) =>
        PublishFault.AreAllTried || (step + number) % (fault.Hangs ? 12 : 4) == 0;
}
