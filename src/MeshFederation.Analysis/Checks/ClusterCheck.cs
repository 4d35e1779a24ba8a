using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks;

/// <summary>
/// The base of checks that look at one cluster after the other; a cluster that was not read is said once, as not checked.
/// </summary>
internal abstract class ClusterCheck : LiveCheck
{
    /// <inheritdoc />
    public sealed override IEnumerable<MeshCheck> Run(CheckScene scene) =>
        scene.Clusters.Where(cluster => Concerns(scene, cluster))
            .SelectMany(cluster => cluster.IsRead ? Look(scene, cluster) : [Unread(cluster)]);

    /// <summary>Whether a cluster is looked at; all are, unless a check says otherwise.</summary>
    protected virtual bool Concerns(CheckScene scene, CheckedCluster cluster) => true;

    /// <summary>Looks at a cluster that was read.</summary>
    protected abstract IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster);

    private MeshCheck Unread(CheckedCluster cluster) => NotChecked(cluster.Name, $"The API of {cluster.Name} does not answer.");
}
