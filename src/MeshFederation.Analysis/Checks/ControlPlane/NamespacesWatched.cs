using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Checks.ControlPlane;

/// <summary>
/// What stands in a namespace that no discovery selector selects does not exist for istiod (istio pkg/kube/namespace/filter.go).
/// </summary>
internal sealed class NamespacesWatched : ClusterCheck
{
    public override string Id => "namespaces-watched";

    public override string Category => "Istio";

    public override string Name => "istiod looks at the federation's namespaces";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => cluster.Found is not null && scene.Services.Count > 0;

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        var found = cluster.Found!;
        var services = scene.Services.Where(service => service.In(cluster.Name) is not null)
            .Select(service => service.Namespace).ToHashSet(StringComparer.Ordinal);
        var objects = cluster.Objects.Where(item => item.Federation == scene.Name).Select(item => item.Namespace)
            .Concat(scene.Plan?.Changes.Where(change => change.Cluster == cluster.Name && change.Wanted is not null)
                .Select(change => change.Namespace)
                ?? []).ToHashSet(StringComparer.Ordinal);
        var all = services.Union(objects, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var watched = all.ToLookup(name => Watched(found, name, services.Contains(name), objects.Contains(name)));
        if (watched[false].Any())
        {
            yield return Failed(
                cluster.Name,
                $"istiod does not look at {string.Join(", ", watched[false])}, so that what stands there does not exist for it.",
                "Label the namespaces as meshConfig.discoverySelectors ask for, or add a selector for them.");
        }
        else if (watched[null].Any())
        {
            yield return NotChecked(
                cluster.Name,
                $"The labels of {string.Join(", ", watched[null])} are not known, and discoverySelectors go by them.",
                "Allow namespaces to be listed: the role of docs/clusterrole.yaml grants it.");
        }
        else
        {
            yield return Passed(cluster.Name, all.Count == 0 ? "nothing stands there" : string.Join(", ", all));
        }
    }

    private static bool? Watched(MeshCluster cluster, string name, bool hasService, bool hasObjects)
    {
        var services = hasService ? cluster.Watches(name) : true;
        var objects = hasObjects ? cluster.WatchesObjects(name) : true;
        return services is false || objects is false ? false : services is null || objects is null ? null : true;
    }
}
