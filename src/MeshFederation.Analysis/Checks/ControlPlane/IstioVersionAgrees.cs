using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.ControlPlane;

internal sealed class IstioVersionAgrees : ClusterCheck
{
    public override string Id => "istio-version";

    public override string Category => "Istio";

    public override string Name => "istiod has the declared version";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => cluster.Found is not null;

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        var (declared, found) = (cluster.Declared.IstioVersion, cluster.Found!.IstioVersion);
        if ((declared.Major, declared.Minor) == (found.Major, found.Minor))
        {
            yield return Passed(cluster.Name, declared == found ? $"{found}" : $"{found}, declared as {declared}");
            yield break;
        }

        yield return Warned(
            cluster.Name,
            $"istiod is {found}, and the cluster was declared as {declared}: what is planned may not fit.",
            $"Declare what is there: Get-MeshCluster {cluster.Declared.Context}, or New-MeshCluster -IstioVersion {found}.");
    }
}
