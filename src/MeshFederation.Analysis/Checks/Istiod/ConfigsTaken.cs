using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Checks.Istiod;

internal sealed class ConfigsTaken : IstiodCheck
{
    public override string Id => "istiod-configs";

    public override string Name => "istiod has the federation's objects";

    protected override string Path => IstiodPages.Configs;

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (cluster.Istiod.Configs is not { } configs)
        {
            yield return Untold(cluster);
            yield break;
        }

        var mine = cluster.Objects.Where(item => scene.IsMine(item) && ObjectGroups.IsTold(ObjectType.GroupOf(item.ApiVersion)))
            .Select(item => item.ToString()).ToList();
        var missing = mine.Where(item => !configs.Contains(item)).ToList();
        if (missing.Count == 0)
        {
            yield return Passed(cluster.Name, FormattableString.Invariant($"{mine.Count} objects"));
        }
        else
        {
            yield return Failed(
                cluster.Name,
                $"istiod has not taken {string.Join(", ", missing)}.",
                "Look at the log of istiod, and whether its discoverySelectors leave the namespace out.");
        }
    }
}
