using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Gateways;

/// <summary>A gateway that asks for a network sees only pods of it, and those without one (istio pilot/pkg/model/proxy_view.go).</summary>
internal sealed class GatewayNetworkView : ClusterCheck
{
    public override string Id => "gateway-network-view";

    public override string Category => "Gateway";

    public override string Name => "the gateway sees the network of the pods";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => scene.Serves(cluster);

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        var workload = scene.Mesh[cluster.Name]!.Gateways.Declared;
        var network = cluster.Facts.Network ?? "";
        if (!workload.IsSeen)
        {
            yield return NotChecked(cluster.Name, $"Neither a pod nor the Deployment of {workload} could be read.");
            yield break;
        }

        var view = string.Join(", ", workload.NetworkView);
        if (view.Length == 0)
        {
            yield return Passed(cluster.Name, "it sees all networks");
        }
        else if (network.Length == 0 || workload.NetworkView.Contains(network, StringComparer.Ordinal))
        {
            yield return Passed(cluster.Name, $"it sees {view}; the pods are in {(network.Length == 0 ? "none" : network)}");
        }
        else
        {
            yield return Failed(
                cluster.Name,
                $"The gateway sees {view} only, and the pods are in {network}, so it calls none of them.",
                Hint(cluster, network, workload.NetworkView[0]));
        }
    }

    private static string Hint(CheckedCluster cluster, string network, string seen) =>
        $"Set ISTIO_META_REQUESTED_NETWORK_VIEW={network} on the gateway, or label the namespace {cluster.Facts.IstioNamespace} "
        + $"topology.istio.io/network={seen}.";
}
