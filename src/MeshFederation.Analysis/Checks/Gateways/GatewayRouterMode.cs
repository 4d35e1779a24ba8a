using MeshFederation.Istio.Versions;
using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Gateways;

/// <summary>
/// From 1.8 to 1.10 gateways know services by server names only in the router mode sni-dnat (istio
/// releasenotes/notes/sni-dnat-default.yaml).
/// </summary>
internal sealed class GatewayRouterMode : ClusterCheck
{
    public override string Id => "gateway-router-mode";

    public override string Category => "Gateway";

    public override string Name => "an old gateway is in the router mode sni-dnat";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) =>
        scene.Serves(cluster) && IstioBehavior.RouterModeByHand(cluster.Facts.GatewayIstioVersion);

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        var workload = scene.Mesh[cluster.Name]!.Gateways.Declared;
        if (!workload.IsSeen)
        {
            yield return NotChecked(cluster.Name, $"Neither a pod nor the Deployment of {workload} could be read.");
        }
        else if (workload.RouterMode == "sni-dnat")
        {
            yield return Passed(cluster.Name, "ISTIO_META_ROUTER_MODE=sni-dnat");
        }
        else
        {
            yield return Failed(
                cluster.Name,
                $"Istio {cluster.Facts.GatewayIstioVersion} needs ISTIO_META_ROUTER_MODE=sni-dnat on {workload}, and it is "
                + $"{workload.RouterMode ?? "not set"}.",
                "Set the variable in the gateway's Deployment.");
        }
    }
}
