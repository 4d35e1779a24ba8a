using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Sidecars;

internal sealed class SidecarOfAmbient : Rule
{
    public override string Id => "MF1912";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A Sidecar is for pods that have sidecars.";

    public override string Recommendation => "Remove the Sidecar, or take the pods out of ambient mode.";

    public override string Source => "pkg/config/analysis/analyzers/sidecar/selector.go (IST0168)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            var view = federation.In(cluster.Name);
            foreach (var sidecar in view.Of(IstioKind.Sidecar))
            {
                if (sidecar.Spec.Map("workloadSelector")?.Map("labels") is { Count: > 0 } labels)
                {
                    if (view.Of(IstioKind.Pod)
                        .FirstOrDefault(pod => pod.Namespace == sidecar.Namespace
                            && IsAmbient(pod)
                            && labels.Selects(pod.Metadata.Map("labels") ?? UnstructuredMap.Empty)) is { } pod)
                    {
                        report.On(sidecar, $"{pod} is in ambient mode, where a Sidecar does nothing.");
                    }
                }
                else if (NamespaceLabels.Of(cluster, sidecar.Namespace) is { } said
                    && AmbientMode.IsSaid(said.GetValueOrDefault(AmbientMode.Label)) && InjectionLabels.Of(said) is not true)
                {
                    report.On(sidecar, $"{sidecar.Namespace} is in ambient mode, where a Sidecar does nothing.");
                }
            }
        }
    }

    private static bool IsAmbient(MeshManifest pod) => pod.Metadata.Map("annotations")?.Text("ambient.istio.io/redirection") == "enabled";
}
