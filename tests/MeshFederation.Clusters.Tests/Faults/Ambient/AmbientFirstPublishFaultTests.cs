namespace MeshFederation.Clusters.Tests.Faults.Ambient;

/// <summary>Faults when a federation is published for the first time, in ambient mode.</summary>
public sealed class AmbientFirstPublishFaultTests : FirstPublishFaultTests
{
    private protected override bool IsAmbient => true;
}
