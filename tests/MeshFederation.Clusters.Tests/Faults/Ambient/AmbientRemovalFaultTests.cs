namespace MeshFederation.Clusters.Tests.Faults.Ambient;

/// <summary>Faults when a federation is removed, and others have their Services as they were, in ambient mode.</summary>
public sealed class AmbientRemovalFaultTests : RemovalFaultTests
{
    private protected override bool IsAmbient => true;
}
