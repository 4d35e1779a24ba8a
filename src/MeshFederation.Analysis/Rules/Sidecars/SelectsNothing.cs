using MeshFederation.Analysis.Rules.InCluster;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Sidecars;

internal sealed class SelectsNothing : Rule
{
    public override string Id => "MF1910";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The selector of a Sidecar selects pods.";

    public override string Recommendation => "Correct the labels in the selector; a Sidecar is for pods of its own namespace.";

    public override string Source => "pkg/config/analysis/analyzers/sidecar/selector.go (IST0101)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var sidecar in federation.In(cluster.Name).Of(IstioKind.Sidecar))
            {
                if (sidecar.Spec.Map("workloadSelector")?.Map("labels") is not { Count: > 0 } labels
                    || cluster.Pods.In(sidecar.Namespace).Any(pod => labels.Selects(pod.Labels)))
                {
                    continue;
                }
                var elsewhere = PodsOfGateways.Of(cluster).FirstOrDefault(pod => labels.Selects(pod.Labels));
                if (!cluster.Pods.AreKnown(sidecar.Namespace) && elsewhere is null) continue;
                var where = elsewhere is null ? "" : $"; {elsewhere.Reference} has them";
                report.At(sidecar, sidecar.Spec, "workloadSelector",
                    $"No pod of {sidecar.Namespace} has the labels {labels.Describe()}{where}.");
            }
        }
    }
}
