using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;

namespace MeshFederation.Clusters.Histories;

/// <summary>The federations of one cluster, or why they cannot be read.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Status">The federations, sorted by name.</param>
/// <param name="Revision">Their revisions, sorted by name and number.</param>
/// <param name="Failure">Why the cluster cannot be read; null when it could be.</param>
public sealed record ClusterFederations(
    MeshCluster Cluster,
    IReadOnlyList<MeshFederationStatus> Status,
    IReadOnlyList<MeshRevision> Revision,
    MeshException? Failure = null)
{
    /// <summary>The declarations of what is published, by the federation's name, where they were asked for and are kept.</summary>
    public IReadOnlyDictionary<string, RecordedDeclaration> Declaration { get; init; } =
        new Dictionary<string, RecordedDeclaration>(StringComparer.Ordinal);

    /// <summary>What is not known of the federations, since it may not be read, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// What clusters lack of the record of federations, by what others of them say. Known when all of them were read.
    /// </summary>
    /// <param name="read">The clusters.</param>
    /// <param name="federations">The names of the federations.</param>
    /// <returns>One error for each cluster and federation.</returns>
    public static IReadOnlyList<MeshException> MissingRecords(
        IReadOnlyCollection<ClusterFederations> read, IEnumerable<string> federations)
    {
        var answered = read.Where(one => one.Failure is null).ToList();
        return [.. federations.SelectMany(name => MissingRecord.OfNewest(
            name,
            [.. answered.Select(one => (Named(one, name), Revisions(one, name)))],
            cluster => answered.TrueForAll(one => one.Cluster.Context != cluster.Context || one.Status.All(status => status.Name != name))))
            .Select(HistoryErrors.Missing)];
    }

    private static MeshCluster Named(ClusterFederations read, string federation) =>
        read.Status.FirstOrDefault(status => status.Name == federation) is { } status
            ? read.Cluster with { Name = status.Cluster }
            : read.Cluster;

    private static IReadOnlyList<MeshRevision> Revisions(ClusterFederations read, string federation) =>
        [.. read.Revision.Where(revision => revision.Name == federation)];
}
