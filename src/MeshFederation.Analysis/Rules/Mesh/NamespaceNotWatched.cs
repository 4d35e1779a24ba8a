using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Rules.Mesh;

internal sealed class NamespaceNotWatched : VersionRule
{
    public override string Id => "MF8001";

    public override string Title => "istiod looks at the namespaces of a federation's objects and services.";

    public override string Recommendation =>
        "Give the namespace the labels that a selector of meshConfig.discoverySelectors asks for, or add a selector for it; what stands in "
        + "it does not exist for istiod.";

    public override string Source => "pkg/kube/namespace/filter.go; pilot/pkg/features InformerWatchNamespace";

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var view in federation.Views)
        {
            var doubted = NeededNamespaces.Doubted(federation, view);
            foreach (var needed in NeededNamespaces.Of(federation, view).Where(needed => needed.IsWatched is false))
            {
                yield return new(
                    view.Cluster,
                    (report, message, cause) => Tell(report, view.Cluster, needed, message, cause),
                    $"istiod of {view.Cluster.Name} does not look at the namespace {needed.Name}, where {needed.What} is: "
                        + $"{Why(view.Cluster)}.",
                    !doubted.Contains(needed.Name)
                        ? null
                        : SeenDoubts.Question(view.Cluster.Name, needed.Name, needed.What));
            }
        }
    }

    private static void Tell(Report report, MeshCluster cluster, NeededNamespace needed, string message, Cause? cause)
    {
        if (needed.First is { } manifest) report.At(manifest, manifest.Metadata, "namespace", message, cause);
        else report.OnMesh(cluster, message, cause);
    }

    private static string Why(MeshCluster cluster) => cluster.Facts?.Setting(IstiodVariable.WatchNamespace) is { } only
        ? $"{IstiodVariable.WatchNamespace} binds it to {only}"
        : $"it looks at those with {string.Join(", or with ", cluster.MeshConfig.DiscoverySelector)}";
}
