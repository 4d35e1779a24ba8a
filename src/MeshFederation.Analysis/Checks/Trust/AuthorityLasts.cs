using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.Identity;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Trust;

internal sealed class AuthorityLasts : ClusterCheck
{
    public override string Id => "authority-lasts";

    public override string Category => "Trust";

    public override string Name => "the cluster's authority lasts twice as long as certificates of workloads";

    public override IReadOnlyList<Fault> Faults { get; } =
        [new AuthorityEnded().Finds, new AuthorityEnds().Finds, new AuthorityOutlived().Finds];

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => cluster.Found?.Facts is not null;

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (cluster.Found!.Facts!.Authority is not { Count: > 0 } authority)
        {
            yield return NotChecked(cluster.Name, cluster.AuthorityUnread);
            yield break;
        }

        var pods = cluster.Objects.Where(ReadKind.Pod.Type.Is).Select(pod => pod.Spec).Where(PodObjects.HasProxy);
        var found = Authorities.Judge(cluster.Facts, WorkloadLifetime.Longer(pods), scene.NowIn(cluster.Name)).ToList();
        foreach (var (rule, why) in found) yield return Found(cluster.Name, rule.Finds, why);
        if (found.Count == 0) yield return Passed(cluster.Name, $"'{authority[0].Subject}' until {Authorities.Time(authority[0])}");
    }
}
