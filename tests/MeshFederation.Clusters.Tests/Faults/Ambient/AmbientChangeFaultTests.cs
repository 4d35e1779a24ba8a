namespace MeshFederation.Clusters.Tests.Faults.Ambient;

/// <summary>Faults when one service is split, one goes, one comes, in ambient mode.</summary>
public sealed class AmbientChangeFaultTests : ChangeFaultTests
{
    private protected override bool IsAmbient => true;
}
