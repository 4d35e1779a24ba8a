using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class PodWithoutProxy : Rule
{
    public override string Id => "MF2028";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The pods of a namespace with injection have sidecars.";

    public override string Recommendation =>
        "Restart the pod, so that it is injected; where it shall have none, label it with sidecar.istio.io/inject=false.";

    public override string Source => "pkg/config/analysis/analyzers/injection/injection.go (IST0103)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            var pods = federation.In(cluster.Name).Of(IstioKind.Pod);
            var injected = pods.Select(pod => pod.Namespace).Distinct(StringComparer.Ordinal)
                .Where(space => NamespaceLabels.Of(cluster, space) is { } labels && InjectionLabels.Of(labels) is true)
                .ToHashSet(StringComparer.Ordinal);
            foreach (var pod in pods)
            {
                if (!injected.Contains(pod.Namespace) || Refuses(pod)) continue;
                if (pod.Spec.IsTrue("hostNetwork") || PodObjects.HasProxy(pod.Spec)) continue;
                report.At(
                    pod,
                    pod.Spec,
                    "containers",
                    $"Its namespace {pod.Namespace} has injection, and it has no istio-proxy: it was there before the label, or the "
                    + "injector did not answer.",
                    new Cause(pod.Namespace));
            }
        }
    }

    /// <summary>Pods that have ended count as little as those that want no sidecar.</summary>
    private static bool Refuses(MeshManifest pod) =>
        PodObjects.RefusesSidecar(pod.Metadata) || PodObjects.IsOver(pod.Content);
}
