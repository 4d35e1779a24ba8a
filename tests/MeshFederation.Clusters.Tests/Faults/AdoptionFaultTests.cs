using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>
/// Faults when a federation is published with -Force over what somebody else has made: what is put back is his again, field by field.
/// </summary>
public sealed class AdoptionFaultTests : PublishFaultTests
{
    private protected override Task<FaultScene> OpenAsync() => FaultScene.OpenForeignAsync();

    private protected override IReadOnlyList<MeshService> From(FaultScene scene) => [];

    private protected override IReadOnlyList<MeshService> To(FaultScene scene) => scene.Old;

    [Fact]
    public async Task Something_is_taken_over()
    {
        await using var scenario = await PublishScenario.PrepareAsync(From, To, OpenAsync);
        Assert.Contains(scenario.Plan.Changes, change => change is { Kind: "VirtualService", Adopts: true });
        Assert.Contains(scenario.Plan.Changes, change => change is { Kind: "DestinationRule", Adopts: true });
        Assert.Contains(scenario.Before.Objects.Values, text => text.Contains("helm Apply", StringComparison.Ordinal));
    }
}
