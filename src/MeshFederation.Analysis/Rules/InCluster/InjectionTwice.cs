using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class InjectionTwice : Rule
{
    public override string Id => "MF2030";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A namespace says once how its pods are in the mesh.";

    public override string Recommendation => "Keep one of the labels istio-injection, istio.io/rev and istio.io/dataplane-mode.";

    public override string Source => "pkg/config/analysis/analyzers/injection/injection.go (IST0123)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var view in federation.Views)
        {
            foreach (var space in view.Of(IstioKind.Namespace).Where(space => space.Name != view.Cluster.IstioNamespace))
            {
                var labels = space.Labels();
                var said = InjectionLabels.All.Where(labels.ContainsKey).ToList();
                if (said.Count > 1 && labels.Text(InjectionLabels.Injection) is null or "enabled")
                    report.At(space, space.Metadata, "labels", $"It has {string.Join(" and ", said)}.");
            }
        }
    }
}
