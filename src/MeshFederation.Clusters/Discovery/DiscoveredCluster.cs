using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Discovery;

/// <summary>What came of reading a cluster.</summary>
/// <param name="Target">What was read.</param>
/// <param name="Cluster">The cluster, or null when it could not be read.</param>
/// <param name="Failure">Why it could not be read, or null.</param>
/// <param name="Warning">What to know of the cluster.</param>
public sealed record DiscoveredCluster(DiscoveryTarget Target, MeshCluster? Cluster, MeshException? Failure, ValueList<string> Warning);
