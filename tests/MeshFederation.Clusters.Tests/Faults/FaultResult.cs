namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>What came of one case in which something went wrong.</summary>
/// <param name="IsDone">Whether it came to the wanted state all the same.</param>
/// <param name="IsExact">Whether all clusters were left just as they were, or all just as wanted.</param>
/// <param name="Problems">What does not hold.</param>
internal sealed record FaultResult(bool IsDone, bool IsExact, IReadOnlyList<string> Problems);
