namespace MeshFederation.Reporting.Topology;

/// <summary>A service in a cluster.</summary>
/// <param name="Pods">Its versions there; empty where the service is only called from.</param>
/// <param name="Calls">Whether it is called from there.</param>
/// <param name="Problems">What is wrong with it there.</param>
internal sealed record Room(IReadOnlyList<PodGroup> Pods, bool Calls, IReadOnlyList<NumberedProblem> Problems);
