using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Comparing;

/// <summary>
/// Says when a plan brings requests back to clusters that what is published keeps them off: whoever publishes the declaration meanwhile,
/// from another session or by a pipeline, may not know of it.
/// </summary>
internal static class ResumedRoutes
{
    /// <summary>The notes of a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="changes">What would be changed there.</param>
    public static IEnumerable<string> NotesOf(MeshCluster cluster, IEnumerable<MeshChange> changes) => changes
        .Where(change => change.Action is ChangeAction.Update or ChangeAction.Delete)
        .SelectMany(
            change => Suspended(change.Live).Except(Suspended(change.Wanted), StringComparer.Ordinal), (change, name) => (change, name))
        .GroupBy(item => item.name, item => item.change, StringComparer.Ordinal)
        .OrderBy(resumed => resumed.Key, StringComparer.Ordinal)
        .Select(resumed => Note(cluster, resumed.Key, [.. resumed]));

    private static string Note(MeshCluster cluster, string resumed, IReadOnlyList<MeshChange> changes)
    {
        var (first, more) = (changes[0], changes.Count - 1);
        return FormattableString.Invariant($"Cluster '{cluster.Name}': {first.Kind} {first.Namespace}/{first.Name}")
            + (more == 0 ? "" : FormattableString.Invariant($" and {more} more"))
            + $", as published, {(more == 0 ? "keeps" : "keep")} requests off {resumed}, and this brings them back. To keep them off: "
            + $"… | Suspend-MeshCluster {resumed}.";
    }

    private static string[] Suspended(UnstructuredMap? content) =>
        content?.Map("metadata")?.Map("annotations")?.Text(ManifestLabels.Suspended)?.Split(',') ?? [];
}
