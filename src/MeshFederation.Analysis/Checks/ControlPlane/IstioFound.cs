using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.ControlPlane;

internal sealed class IstioFound : ClusterCheck
{
    public override string Id => "istio-found";

    public override string Category => "Istio";

    public override string Name => "istiod is there and ready";

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (cluster.Found?.Facts is not { } facts)
        {
            yield return Failed(
                cluster.Name,
                cluster.NotFound?.Message ?? "No istiod was found.",
                cluster.NotFound?.RecommendedAction ?? "Install Istio in the cluster.");
            yield break;
        }

        var planes = facts.ControlPlane;
        if (planes.Count == 0) yield return NotChecked(cluster.Name, "No istiod runs in the cluster; its control plane may be elsewhere.");
        foreach (var plane in planes)
        {
            yield return plane.Ready > 0
                ? Passed(cluster.Name, FormattableString.Invariant($"istiod {plane}, {plane.Ready} ready"))
                : Failed(
                    cluster.Name,
                    $"No pod of istiod {plane} is ready.",
                    $"kubectl --context {cluster.Declared.Context} -n {plane.Namespace} describe deployment -l app=istiod");
        }
    }
}
