using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;

namespace MeshFederation.Clusters.Histories;

/// <summary>The federations of one cluster, or why they cannot be read.</summary>
/// <param name="Status">The federations, sorted by name.</param>
/// <param name="Revision">Their revisions, sorted by name and number.</param>
/// <param name="Failure">Why the cluster cannot be read; null when it could be.</param>
public sealed record ClusterFederations(
    IReadOnlyList<MeshFederationStatus> Status, IReadOnlyList<MeshRevision> Revision, MeshException? Failure = null)
{
    /// <summary>What is not known of the federations, since it may not be read, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
