using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Checks.Ambient;

/// <summary>What istiod has said of the Gateways: its own run, and the addresses of those of other networks are taken.</summary>
internal sealed class TunnelGatewaysReady : AmbientCheck
{
    public override string Id => "ambient-gateways";

    public override string Name => "istiod has taken the Gateways for tunnels";

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster, MeshClusterFacts facts)
    {
        if (!cluster.Knows(ReadKind.ApiGateway.Title))
        {
            yield return NotChecked(cluster.Name, "The cluster's Gateways of the Gateway API could not be read.");
            yield break;
        }

        var gateways = cluster.Objects.Where(ReadKind.ApiGateway.Type.Is).ToList();
        var own = gateways.Where(TunnelGateways.Takes).ToList();
        if (own.Count == 0 && scene.ServedBy(cluster.Name).Any(AmbientClusters.IsAmbient))
        {
            yield return Failed(
                cluster.Name, $"It has no Gateway of the class {AmbientNames.EastWestClass}, so nothing takes the calls of other clusters.",
                $"Publish-MeshFederation -Name {scene.Name} makes it, or follow about_MeshAmbient.");
        }

        foreach (var gateway in own.Concat(gateways.Where(GatewayApi.IsRemote))) yield return Check(cluster, gateway);
    }

    private MeshCheck Check(CheckedCluster cluster, MeshManifest gateway)
    {
        var status = gateway.Content.Map("status") ?? UnstructuredMap.Empty;
        var addresses = status.Maps("addresses").Select(item => item.Text("value")).OfType<string>().ToList();
        var shown = $"kubectl --context {Model.Errors.ShellWord.Of(cluster.Declared.Context)} -n {gateway.Namespace} describe "
            + $"gateway.gateway.networking.k8s.io {gateway.Name} tells more; istiod answers for its classes where it serves ztunnels.";
        if (addresses.Count == 0)
            return Failed(cluster.Name, $"{gateway} has no address in its status: istiod has not taken it, or not got one for it.", shown);
        if (TunnelGateways.Takes(gateway) && StatusConditions.Of(status, StatusConditions.Programmed) is { } condition
            && !StatusConditions.Holds(condition))
        {
            return Failed(cluster.Name, $"{gateway} is not programmed: {condition.Text("message")}", shown);
        }

        var network = TunnelGateways.NetworkOf(gateway);
        if (GatewayApi.IsRemote(gateway) && addresses.Find(cluster.UnresolvedName.ContainsKey) is { } name)
        {
            return Warned(
                cluster.Name,
                $"{gateway} leads to {name}, which leads to no address from here: {cluster.UnresolvedName[name]}. Where ztunnels find none "
                + $"either, they say: no ip addresses were resolved for workload: NetworkGateway/{network}/{name}.",
                $"nslookup {name} in a pod of {cluster.Name} tells; give the Gateway a name that its DNS knows, or the IP address.");
        }

        return TunnelGateways.Takes(gateway) && network.Length > 0 && cluster.Facts.Network is { } its && network != its
            ? Failed(
                cluster.Name, $"{gateway} is of the network '{network}', and its cluster of '{its}'.",
                $"Set its label {IstiodLabels.Network}: {its}.")
            : Passed(cluster.Name, $"{gateway}, {network} at {string.Join(", ", addresses)}");
    }
}
