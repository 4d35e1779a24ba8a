using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>Faults when a federation is removed.</summary>
public class RemovalFaultTests : PublishFaultTests
{
    private protected override IReadOnlyList<MeshService> From(FaultScene scene) => scene.New;

    private protected override IReadOnlyList<MeshService> To(FaultScene scene) => [];
}
