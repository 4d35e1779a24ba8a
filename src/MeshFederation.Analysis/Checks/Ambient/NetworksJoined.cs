using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Checks.Ambient;

/// <summary>
/// Neither the GatewayClass nor the condition Programmed of a Gateway goes when istiod's switch is turned off later, so its environment is
/// what tells (run).
/// </summary>
internal sealed class NetworksJoined : AmbientCheck
{
    private static readonly string[] Needed = [IstiodVariable.EnableAmbient, IstiodVariable.AmbientMultiNetwork];

    public override string Id => "ambient-istiod";

    public override string Name => "istiod serves ztunnels and joins networks";

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster, MeshClusterFacts facts)
    {
        if (facts.ControlPlane.All(plane => plane.Revision != facts.Revision))
        {
            yield return NotChecked(cluster.Name, "The control plane is elsewhere, so its environment is not known.");
            yield break;
        }

        var off = Needed.Where(variable => facts.Switch(variable) is not true).ToList();
        yield return off.Count == 0
            ? Passed(cluster.Name, string.Join(", ", Needed.Select(variable => $"{variable}=true")))
            : Failed(
                cluster.Name,
                $"The environment of istiod lacks {string.Join(" and ", off.Select(variable => $"{variable}=true"))}: callers have no "
                + "endpoint in other networks (no healthy upstream), and calls from there end with http status: 503 Service Unavailable.",
                $"kubectl --context {Model.Errors.ShellWord.Of(cluster.Declared.Context)} -n {cluster.Facts.IstioNamespace} set env "
                + $"deployment -l app=istiod {string.Join(' ', off.Select(variable => $"{variable}=true"))}");
        if (facts.Switch(IstiodVariable.AmbientMultiNetworkWaypoint) is false && facts.Waypoint?.Count > 0)
        {
            yield return Warned(
                cluster.Name,
                $"The environment of istiod has {IstiodVariable.AmbientMultiNetworkWaypoint}=false: calls that a waypoint takes, as "
                + $"{facts.Waypoint[0]}, reach no other network.",
                $"kubectl --context {Model.Errors.ShellWord.Of(cluster.Declared.Context)} -n {cluster.Facts.IstioNamespace} set env "
                + $"deployment -l app=istiod {IstiodVariable.AmbientMultiNetworkWaypoint}-");
        }
    }
}
