using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>
/// Faults when one ambient service comes and another goes: the Services of their owners have labels more or less, and what is put back is
/// as it was.
/// </summary>
public sealed class AmbientFaultTests : PublishFaultTests
{
    private protected override Task<FaultScene> OpenAsync() => FaultScene.OpenAmbientAsync();

    private protected override IReadOnlyList<MeshService> From(FaultScene scene) => [scene.Tunnelled[0]];

    private protected override IReadOnlyList<MeshService> To(FaultScene scene) => [scene.Tunnelled[1]];

    [Fact]
    public async Task Fields_of_somebodys_objects_come_and_go()
    {
        await using var scenario = await PublishScenario.PrepareAsync(From, To, OpenAsync);
        Assert.Contains(scenario.Plan.Changes, change => change is { OnlyFields: true, Name: "details", Wanted: not null });
        Assert.Contains(scenario.Plan.Changes, change => change is { OnlyFields: true, Name: "reviews", Wanted: null });
        Assert.Contains(scenario.Plan.Changes, change => change.Kind == "WorkloadEntry");
    }
}
