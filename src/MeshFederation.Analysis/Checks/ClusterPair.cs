using MeshFederation.Model.Services;

namespace MeshFederation.Analysis.Checks;

/// <summary>A cluster that calls services of another.</summary>
/// <param name="Client">The cluster that calls.</param>
/// <param name="Server">The cluster that serves.</param>
/// <param name="Services">What is called.</param>
public sealed record ClusterPair(CheckedCluster Client, CheckedCluster Server, IReadOnlyList<MeshService> Services);
