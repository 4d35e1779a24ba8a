using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>Faults when a federation becomes another: one service changes, one goes, one comes.</summary>
public class ChangeFaultTests : PublishFaultTests
{
    private protected override IReadOnlyList<MeshService> From(FaultScene scene) => scene.Old;

    private protected override IReadOnlyList<MeshService> To(FaultScene scene) => scene.New;
}
