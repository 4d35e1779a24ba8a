using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.Identity;
using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Trust;

internal sealed class RootLasts : ClusterCheck
{
    public override string Id => "root-lasts";

    public override string Category => "Trust";

    public override string Name => "no root certificate expires within 60 days";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => cluster.Found?.Facts is not null;

    public override IReadOnlyList<Fault> Faults { get; } = [new RootExpired().Finds, new RootExpires().Finds];

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        var roots = cluster.Found!.Facts!.RootCertificate;
        if (roots.Count == 0)
        {
            yield return NotChecked(
                cluster.Name, $"There is no ConfigMap {cluster.Found.IstioNamespace}/istio-ca-root-cert to read it from.");
        }
        foreach (var root in roots)
        {
            yield return RootCertificates.Judge(cluster.Facts, root, scene.NowIn(cluster.Name)) is { } found
                ? Found(cluster.Name, found.Rule.Finds, found.Why)
                : Passed(cluster.Name, $"'{root.Subject}' until {RootCertificates.Day(root)}");
        }
    }
}
