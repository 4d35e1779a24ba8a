using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Checks.ControlPlane;

/// <summary>What is planned goes by the settings that were declared.</summary>
internal sealed class MeshConfigAgrees : ClusterCheck
{
    public override string Id => "mesh-config";

    public override string Category => "Istio";

    public override string Name => "the mesh has the declared settings";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => cluster.Found is not null && scene.Services.Count > 0;

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        var differences = Differences(Effective(scene, cluster, cluster.Declared), Effective(scene, cluster, cluster.Found!)).ToList();
        yield return differences.Count == 0
            ? Passed(cluster.Name, "the settings that decide about a federation's objects are those that were declared")
            : Warned(
                cluster.Name,
                $"{string.Join("; ", differences)}: what is planned may not fit.",
                $"Declare what is there: Get-MeshCluster {cluster.Declared.Context}.");
    }

    private static IEnumerable<string> Differences(MeshConfig declared, MeshConfig found) => found.Settings.Except(declared.Settings)
        .Select(setting => $"{setting.Name} is {Text(setting.Value)}, and was declared as "
            + $"{Text(declared.Settings.First(other => other.Name == setting.Name).Value)}");

    /// <summary>
    /// Where nothing says whether sidecars speak mTLS by themselves, the version does; which Services are global counts for ztunnels alone,
    /// and what was described by hand has the ones of Istio's ambient profile.
    /// </summary>
    private static MeshConfig Effective(CheckScene scene, CheckedCluster checkedCluster, MeshCluster cluster) => cluster.MeshConfig with
    {
        EnableAutoMtls = cluster.UsesAutoMtls(),
        GlobalService = scene.IsAmbient(checkedCluster) ? ServiceScopes.Of(cluster) : [],
    };

    private static string Text(object? value) => value?.ToString() is { Length: > 0 } text ? $"'{text}'" : "nothing";
}
