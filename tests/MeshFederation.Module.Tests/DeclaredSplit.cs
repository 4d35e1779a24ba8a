namespace MeshFederation.Module.Tests;

/// <summary>A service of two clusters whose requests are split between them, which tests of files write and read.</summary>
internal static class DeclaredSplit
{
    /// <summary>Makes <c>$c1</c>, <c>$c2</c> and the service <c>$s</c>.</summary>
    public const string Script =
        "$c1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1; $c2 = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2; "
        + "$s = New-MeshServiceEntry reviews -Cluster $c1, $c2 -ClientCluster $c1 -Port http:9080 | Set-MeshTrafficSplit cluster2/v3:75, "
        + "cluster1/v1:25; ";
}
