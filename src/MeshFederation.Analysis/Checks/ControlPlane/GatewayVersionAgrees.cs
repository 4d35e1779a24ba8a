using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.Versions;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Checks.ControlPlane;

/// <summary>Which chains a gateway has is up to istiod, which filters are in it up to the proxy: both must be new, or both old.</summary>
internal sealed class GatewayVersionAgrees : ClusterCheck
{
    public override string Id => "gateway-version";

    public override string Category => "Istio";

    public override string Name => "the gateway's proxies are of istiod's version";

    public override IReadOnlyList<Fault> Faults => [CallFaults.FilterInert];

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => cluster.Found is not null && scene.Serves(cluster);

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        var istiod = cluster.Found!.IstioVersion;
        if (cluster.Found.Facts?.GatewayVersion is not { } proxy)
        {
            yield return NotChecked(cluster.Name, "No image of the gateway's pods tells its version.");
            yield break;
        }

        var behind = istiod.Minor - proxy.Minor;
        if (cluster.Declared.EffectiveRoutingMode() == MeshRoutingMode.EnvoyFilter
            && FilterInert.Why(scene.Mesh[cluster.Name]!) is { } inert)
        {
            yield return Found(cluster.Name, CallFaults.FilterInert, inert);
        }
        else if (behind is < 0 or > 2)
        {
            yield return Warned(
                cluster.Name,
                $"The gateway's proxies are {proxy}, and istiod is {istiod}; Istio supports proxies of the same and the two minor versions "
                + "before.",
                "Restart the gateway, so that its pods get proxies of istiod's version.");
        }
        else
        {
            yield return Passed(cluster.Name, $"proxies {proxy}, istiod {istiod}");
        }
    }
}
