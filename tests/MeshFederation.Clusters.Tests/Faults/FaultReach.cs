namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>How far a fault reaches.</summary>
internal enum FaultReach
{
    /// <summary>One request.</summary>
    Once,

    /// <summary>Every write of the same object from then on.</summary>
    Object,

    /// <summary>Every request to the same cluster from then on.</summary>
    Cluster,
}
