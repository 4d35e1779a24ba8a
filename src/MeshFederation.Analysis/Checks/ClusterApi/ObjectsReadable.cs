using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.ClusterApi;

internal sealed class ObjectsReadable : ClusterCheck
{
    public override string Id => "objects-readable";

    public override string Category => "Kubernetes API";

    public override string Name => "what the checks need can be read";

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (cluster.Unread.Count == 0) yield return Passed(cluster.Name, FormattableString.Invariant($"{cluster.Objects.Count} objects"));
        foreach (var unread in cluster.Unread) yield return Warned(cluster.Name, $"{unread.Kind}: {unread.Why}", unread.Hint);
    }
}
