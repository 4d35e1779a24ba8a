using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>Faults when a federation takes over what others have: routes, rules and hosts that are in use.</summary>
public sealed class AdoptionFaultTests : PublishFaultTests
{
    private protected override bool Takes => true;

    private protected override IReadOnlyList<MeshService> From(FaultScene scene) => [];

    private protected override IReadOnlyList<MeshService> To(FaultScene scene) => scene.Old;

    private protected override Task ArrangeAsync(FaultScene scene) => TakenObjects.MakeAsync(scene, scene.Old);
}
