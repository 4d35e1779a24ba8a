using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Checks;
using MeshFederation.Routing.ControlPlane;

namespace MeshFederation.Analysis.Checks.ControlPlane;

internal sealed class IstiodSurvives : ClusterCheck
{
    public override string Id => "istiod-survives";

    public override string Category => "Istio";

    public override string Name => "no objects make istiod crash";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) =>
        IstioBehavior.PanicsOnPrioritiesOfDnsEndpoints(cluster.Facts.IstioVersion);

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (!cluster.Knows(ReadKind.ServiceEntry.Title) || !cluster.Knows(ReadKind.DestinationRule.Title))
        {
            yield return NotChecked(cluster.Name, "The cluster's ServiceEntries or DestinationRules could not be read.");
            yield break;
        }

        var panics = FailoverPanics.Of(scene.Mesh[cluster.Name]!);
        foreach (var panic in panics) yield return Failed(cluster.Name, panic.Message, CallFaults.ControlPlaneCrashes.Recommendation);
        if (panics.Count == 0)
        {
            yield return Passed(
                cluster.Name, FormattableString.Invariant($"{cluster.Objects.Count(ReadKind.ServiceEntry.Type.Is)} ServiceEntries"));
        }
    }
}
