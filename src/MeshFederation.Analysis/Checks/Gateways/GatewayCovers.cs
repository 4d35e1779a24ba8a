using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Checks.Gateways;

internal sealed class GatewayCovers : ClusterCheck
{
    public override string Id => "gateway-covers";

    public override string Category => "Gateway";

    public override string Name => "one AUTO_PASSTHROUGH server covers every federated host";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => scene.ServedBy(cluster.Name).Any();

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (!cluster.Knows(ReadKind.Gateway.Title))
        {
            yield return NotChecked(cluster.Name, "The cluster's Gateways could not be read.");
            yield break;
        }

        var server = scene.Mesh[cluster.Name]!;
        var workload = server.Gateways.Declared;
        var covered = 0;
        foreach (var service in scene.ServedBy(cluster.Name))
        {
            var host = Hosts.Local(service, cluster.Facts);
            var port = service.In(cluster.Name)!.NumberOf(service.Port[0]);
            var remote = cluster.Declared.EffectiveRoutingMode() == MeshRoutingMode.EnvoyFilter
                ? Hosts.Remote(service, cluster.Declared)
                : host;
            var chain = PassthroughChains.Find(server, workload, Hosts.Sni(port, "", remote));
            if (chain.Outcome == ChainOutcome.Served) covered++;
            else yield return Failed(cluster.Name, $"{service}: {chain.Why}.", Hint(chain.Outcome));
        }

        if (covered > 0) yield return Passed(cluster.Name, FormattableString.Invariant($"{covered} hosts at {workload}"));
    }

    private static string Hint(ChainOutcome outcome) => outcome switch
    {
        ChainOutcome.NoServer or ChainOutcome.HostNotCovered =>
            "Publish the federation: its Gateway has the hosts. If it is there, see that its selector meets the gateway's pods.",
        ChainOutcome.Twice => "Take the host out of one of the Gateways; Envoy refuses a listener that has a chain twice.",
        ChainOutcome.ServiceUnknown or ChainOutcome.PortUnknown =>
            "Deploy the Service, or declare the service where it runs, with its ports.",
        ChainOutcome.RouterMode => "Set ISTIO_META_ROUTER_MODE=sni-dnat on the gateway.",
        _ => "Trace-MeshRequest -Live shows the way of a call.",
    };
}
