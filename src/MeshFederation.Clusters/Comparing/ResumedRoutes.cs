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
    public static IEnumerable<string> NotesOf(MeshCluster cluster, IEnumerable<MeshChange> changes) =>
        from change in changes
        where change.Action is ChangeAction.Update or ChangeAction.Delete
        from name in Suspended(change.Live).Except(Suspended(change.Wanted), StringComparer.Ordinal)
        group change by name into resumed
        orderby resumed.Key
        let first = resumed.First()
        let more = resumed.Count() - 1
        select FormattableString.Invariant($"Cluster '{cluster.Name}': {first.Kind} {first.Namespace}/{first.Name}")
            + (more == 0 ? "" : FormattableString.Invariant($" and {more} more"))
            + $", as published, {(more == 0 ? "keeps" : "keep")} requests off {resumed.Key}, and this brings them back. To keep them off: "
            + $"… | Suspend-MeshCluster {resumed.Key}.";

    private static string[] Suspended(UnstructuredMap? content) =>
        content?.Map("metadata")?.Map("annotations")?.Text(ManifestLabels.Suspended)?.Split(',') ?? [];
}
