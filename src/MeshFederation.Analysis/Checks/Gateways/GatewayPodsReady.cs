using MeshFederation.Istio.Objects;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Checks.Gateways;

internal sealed class GatewayPodsReady : ClusterCheck
{
    public override string Id => "gateway-pods";

    public override string Category => "Gateway";

    public override string Name => "a pod of the gateway is ready";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => scene.Serves(cluster) || scene.ServesBeside(cluster);

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (!cluster.Knows(ReadKind.Pod.Title))
        {
            yield return NotChecked(cluster.Name, "The cluster's pods could not be read.");
            yield break;
        }

        if (scene.Serves(cluster)) yield return Check(scene, cluster, cluster.Facts.Gateway, "its labels", "GatewaySelector");
        if (scene.ServesBeside(cluster))
            yield return Check(scene, cluster, cluster.Declared.TunnelGateway!, "its name", nameof(MeshCluster.TunnelGateway));
    }

    private MeshCheck Check(CheckScene scene, CheckedCluster cluster, MeshGateway gateway, string what, string parameter)
    {
        var pods = scene.Mesh[cluster.Name]!.Pods.In(gateway.Namespace)
            .Where(pod => gateway.Selector.All(label => pod.Labels.Text(label.Key) == label.Value)).ToList();
        var ready = pods.Count(pod => pod.IsReady is true);
        return ready > 0
            ? Passed(cluster.Name, FormattableString.Invariant($"{ready} of {pods.Count} with {gateway.Selector} in {gateway.Namespace}"))
            : Failed(
                cluster.Name,
                pods.Count == 0
                    ? $"No pod in {gateway.Namespace} has the labels {gateway.Selector}."
                    : FormattableString.Invariant(
                        $"None of the {pods.Count} pods with {gateway.Selector} in {gateway.Namespace} is ready."),
                pods.Count == 0
                    ? $"Install the gateway, or declare {what}: New-MeshCluster {cluster.Name} -{parameter}."
                    : $"kubectl --context {cluster.Declared.Context} -n {gateway.Namespace} describe pod -l {gateway.Selector}");
    }
}
