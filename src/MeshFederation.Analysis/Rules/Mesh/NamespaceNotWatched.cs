using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Rules.Mesh;

internal sealed class NamespaceNotWatched : Rule
{
    public override string Id => "MF8001";

    public override string Title => "istiod looks at the namespaces of a federation's objects and services.";

    public override string Recommendation =>
        "Give the namespace the labels that a selector of meshConfig.discoverySelectors asks for, or add a selector for it; what stands in "
        + "it does not exist for istiod.";

    public override string Source => "pkg/kube/namespace/filter.go; pilot/pkg/features InformerWatchNamespace";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var view in federation.Views)
        {
            foreach (var needed in NeededNamespaces.Of(federation, view).Where(needed => needed.IsWatched is false))
            {
                var message = $"istiod of {view.Cluster.Name} does not look at the namespace {needed.Name}, where {needed.What} is: "
                    + $"{Why(view.Cluster)}.";
                if (needed.First is { } manifest) report.At(manifest, manifest.Metadata, "namespace", message);
                else report.OnMesh(view.Cluster, message);
            }
        }
    }

    private static string Why(MeshCluster cluster) => cluster.Facts?.Setting(IstiodVariable.WatchNamespace) is { } only
        ? $"{IstiodVariable.WatchNamespace} binds it to {only}"
        : $"it looks at those with {string.Join(", or with ", cluster.MeshConfig.DiscoverySelector)}";
}
