using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Checks.Ambient;

/// <summary>The caller's ztunnels know addresses of Services by the network that they are told (run).</summary>
internal sealed class ZtunnelsKnowNetwork : AmbientCheck
{
    public override string Id => "ambient-ztunnel";

    public override string Name => "ztunnels run, and know the network of their cluster";

    public override IReadOnlyList<Fault> Faults => [CallFaults.NetworkUnjoined];

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => base.Concerns(scene, cluster)
        && (scene.Services.Count == 0 || scene.Services.Any(
            service => service.IsAmbient() && service.ClientCluster.Any(client => client.Name == cluster.Name)));

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster, MeshClusterFacts facts)
    {
        var (declared, network) = (cluster.Declared.Network, cluster.Found!.Network);
        var home = cluster.Facts.IstioNamespace;
        var context = Model.Errors.ShellWord.Of(cluster.Declared.Context);
        if (network is null || (declared is not null && declared != network))
        {
            var wanted = declared ?? "NETWORK";
            yield return Failed(
                cluster.Name,
                $"The namespace {home} {(network is null ? $"has no label {IstiodLabels.Network}" : $"says the network '{network}'")}"
                + $"{(declared is null ? "" : $", and '{declared}' was declared")}: {NetworkUnjoined.Reset}.",
                $"kubectl --context {context} label namespace {home} {IstiodLabels.Network}={wanted} --overwrite");
            yield break;
        }

        if (facts.Ztunnel.Count == 0)
        {
            yield return NotChecked(cluster.Name, "No DaemonSet of ztunnels was found, by the label app=ztunnel of its pods.");
            yield break;
        }

        foreach (var ztunnel in facts.Ztunnel) yield return Check(cluster.Name, context, network, ztunnel);
    }

    private MeshCheck Check(string cluster, string context, string network, MeshZtunnel ztunnel)
    {
        var (space, name) = ztunnel.Name.Split('/') is [var first, var second] ? (first, second) : ("", ztunnel.Name);
        if (ztunnel.Network != network)
        {
            return Found(cluster, CallFaults.NetworkUnjoined, NetworkUnjoined.Ztunnel(ztunnel, cluster, network)) with
            {
                Hint = $"kubectl --context {context} -n {space} set env daemonset/{name} {ZtunnelPods.NetworkVariable}={network}, "
                    + "or the value network of its chart.",
            };
        }

        return ztunnel.Ready < ztunnel.Wanted
            ? Warned(
                cluster, $"{ztunnel}: on the other nodes nothing is called through tunnels.",
                $"kubectl --context {context} -n {space} describe daemonset/{name}")
            : Passed(cluster, ztunnel.ToString());
    }
}
