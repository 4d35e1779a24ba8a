using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Trust;

internal sealed class TrustDomainAgrees : ClusterCheck
{
    public override string Id => "trust-domain";

    public override string Category => "Trust";

    public override string Name => "the mesh has the declared trust domain";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => cluster.Found is not null;

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        var (declared, found) = (cluster.Declared.TrustDomain, cluster.Found!.TrustDomain);
        yield return declared == found
            ? Passed(cluster.Name, found)
            : Failed(
                cluster.Name,
                $"The trust domain is '{found}', and was declared as '{declared}': callers would expect identities that no pod has.",
                $"Declare it: New-MeshCluster {cluster.Name} -TrustDomain {found}.");
    }
}
