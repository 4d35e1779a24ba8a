using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Checks.Ambient;

/// <summary>The base of checks of clusters that are federated in ambient mode.</summary>
internal abstract class AmbientCheck : ClusterCheck
{
    /// <inheritdoc />
    public sealed override string Category => "Ambient";

    /// <inheritdoc />
    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => scene.IsAmbient(cluster);

    /// <inheritdoc />
    protected sealed override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster) => cluster.Found is { Facts: { } facts }
        ? Look(scene, cluster, facts)
        : [NotChecked(cluster.Name, $"Istio was not made out: {cluster.NotFound?.Message}", cluster.NotFound?.RecommendedAction ?? "")];

    /// <summary>Looks at a cluster whose Istio was made out.</summary>
    protected abstract IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster, MeshClusterFacts facts);
}
