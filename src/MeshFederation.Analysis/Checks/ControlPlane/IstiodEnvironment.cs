using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.ControlPlane;

/// <summary>
/// Until 1.26 the TLS mode of endpoints travels with what telemetry reads of them; left out, no endpoint counts as one that takes the
/// mesh's TLS (istio pilot/pkg/networking/util/util.go AppendLbEndpointMetadata).
/// </summary>
internal sealed class IstiodEnvironment : ClusterCheck
{
    public override string Id => "istiod-environment";

    public override string Category => "Istio";

    public override string Name => "istiod's environment leaves gateways their endpoints";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => cluster.Found is not null && scene.Serves(cluster);

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        var found = cluster.Found!;
        if (found.Facts is not { Revision.Length: > 0 } facts)
        {
            yield return NotChecked(cluster.Name, "No istiod runs in the cluster; its control plane may be elsewhere.");
        }
        else if (IstiodSettings.HidesEndpoints(found) is { } variable)
        {
            yield return Failed(
                cluster.Name,
                $"{variable}=false: with Istio {found.IstioVersion} the gateway gets no endpoint for any server name, and calls of other "
                + "clusters end in a 503.",
                $"Remove {variable} from istiod's Deployment, or set it to true; or update to Istio 1.27 or newer.");
        }
        else
        {
            yield return Passed(
                cluster.Name,
                facts.IstiodSetting.Count == 0 ? "nothing of it decides about calls" : string.Join(", ", facts.IstiodSetting));
        }
    }
}
