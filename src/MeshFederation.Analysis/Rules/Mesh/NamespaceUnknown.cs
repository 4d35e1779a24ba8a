using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Mesh;

internal sealed class NamespaceUnknown : Rule
{
    public override string Id => "MF8002";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "It is known whether istiod looks at the namespaces of a federation's objects and services.";

    public override string Recommendation =>
        "Read the cluster with Get-MeshCluster, and the right to list namespaces; or see by kubectl get namespaces --show-labels that a "
        + "selector selects them.";

    public override string Source => "pkg/kube/namespace/filter.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var view in federation.Views)
        {
            var unknown =
                NeededNamespaces.Of(federation, view).Where(needed => needed.IsWatched is null).Select(needed => needed.Name).ToList();
            if (unknown.Count == 0) continue;
            report.OnMesh(
                view.Cluster,
                $"istiod of {view.Cluster.Name} looks at namespaces with "
                + $"{string.Join(", or with ", view.Cluster.MeshConfig.DiscoverySelector)}; the labels of {string.Join(", ", unknown)} are "
                + "not known.");
        }
    }
}
