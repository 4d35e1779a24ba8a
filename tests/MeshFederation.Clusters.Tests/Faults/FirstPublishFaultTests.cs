using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>Faults when a federation is published for the first time.</summary>
public class FirstPublishFaultTests : PublishFaultTests
{
    private protected override IReadOnlyList<MeshService> From(FaultScene scene) => [];

    private protected override IReadOnlyList<MeshService> To(FaultScene scene) => scene.Old;
}
