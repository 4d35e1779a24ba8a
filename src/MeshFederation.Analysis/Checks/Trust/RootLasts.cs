using System.Globalization;
using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Trust;

internal sealed class RootLasts : ClusterCheck
{
    private const int DaysOfNotice = 30;

    public override string Id => "root-lasts";

    public override string Category => "Trust";

    public override string Name => "no root certificate expires within 30 days";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => cluster.Found?.Facts is not null;

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
            var until = root.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (root.Expires <= scene.Now)
            {
                yield return Failed(
                    cluster.Name,
                    $"The root certificate '{root.Subject}' expired on {until}.",
                    "Replace the secret cacerts in all clusters with certificates of one new root.");
            }
            else if (root.Expires <= scene.Now.AddDays(DaysOfNotice))
            {
                yield return Warned(
                    cluster.Name,
                    $"The root certificate '{root.Subject}' expires on {until}.",
                    "Plan a change of roots: let all clusters trust the old and the new one, then replace the secret cacerts.");
            }
            else
            {
                yield return Passed(cluster.Name, $"'{root.Subject}' until {until}");
            }
        }
    }
}
