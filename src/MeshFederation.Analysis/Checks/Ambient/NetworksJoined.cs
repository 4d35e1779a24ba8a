using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Checks.Ambient;

/// <summary>
/// Neither the GatewayClass nor the condition Programmed of a Gateway goes when istiod's switch is turned off later, so its environment is
/// what tells (run).
/// </summary>
internal sealed class NetworksJoined : AmbientCheck
{
    public override string Id => "ambient-istiod";

    public override string Name => "istiod serves ztunnels and joins networks";

    public override IReadOnlyList<Fault> Faults => [CallFaults.NetworkUnjoined];

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster, MeshClusterFacts facts)
    {
        if (!TunnelSwitches.AreKnown(cluster.Found!))
        {
            yield return NotChecked(cluster.Name, "The control plane is elsewhere, so its environment is not known.");
            yield break;
        }

        var set = $"kubectl --context {Model.Errors.ShellWord.Of(cluster.Declared.Context)} -n {cluster.Facts.IstioNamespace} set env "
            + "deployment -l app=istiod ";
        var off = TunnelSwitches.Off(cluster.Found!).Select(variable => $"{variable}=true");
        yield return NetworkUnjoined.Switches(cluster.Found!) is { } why
            ? Found(cluster.Name, CallFaults.NetworkUnjoined, why) with { Hint = set + string.Join(' ', off) }
            : Passed(cluster.Name, string.Join(", ", TunnelSwitches.Needed.Select(variable => $"{variable}=true")));
        if (facts.Switch(IstiodVariable.AmbientMultiNetworkWaypoint) is false && facts.Waypoint?.Count > 0)
        {
            yield return Warned(
                cluster.Name,
                $"The environment of istiod has {IstiodVariable.AmbientMultiNetworkWaypoint}=false: calls that a waypoint takes, as "
                + $"{facts.Waypoint[0]}, reach no other network.",
                $"{set}{IstiodVariable.AmbientMultiNetworkWaypoint}-");
        }
    }
}
