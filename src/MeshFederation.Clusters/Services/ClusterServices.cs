using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Services;

/// <summary>The services of one cluster.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Service">Its services; none when it could not be read.</param>
/// <param name="Failure">Why it could not be read, or null.</param>
/// <param name="Omission">What was left out, and why.</param>
public sealed record ClusterServices(
    MeshCluster Cluster, ValueList<MeshService> Service, MeshException? Failure, ValueList<string> Omission);
