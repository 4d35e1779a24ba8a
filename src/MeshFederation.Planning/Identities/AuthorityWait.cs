using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Planning.Identities;

/// <summary>What a cluster must still take up.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Reason">What is missing, in a sentence.</param>
/// <param name="Restart">What can be restarted so that it is taken up at once, in the order in which it should be.</param>
/// <param name="IsForTime">Whether time alone brings it, without a restart.</param>
public sealed record AuthorityWait(MeshCluster Cluster, string Reason, ValueList<WorkloadName> Restart, bool IsForTime);
