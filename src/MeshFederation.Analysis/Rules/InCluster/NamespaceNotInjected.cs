using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>
/// The analyzer speaks of every namespace that is not injected, kube-system and empty ones too; of these there is nothing to say.
/// </summary>
internal sealed class NamespaceNotInjected : Rule
{
    public override string Id => "MF2027";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "Pods get sidecars where objects are that only sidecars read.";

    public override string Recommendation =>
        "Label the namespace with istio-injection=enabled, or with istio.io/rev=REVISION, and restart its pods.";

    public override string Source => "pkg/config/analysis/analyzers/injection/injection.go (IST0102)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            var view = federation.In(cluster.Name);
            foreach (var space in view.Of(IstioKind.Namespace)
                .Where(space => !InjectionLabels.All.Any(space.Labels().ContainsKey) && space.Name != cluster.Facts.IstioNamespace))
            {
                var reader = view.Of(IstioKind.Sidecar)
                    .Concat(view.Of(IstioKind.PeerAuthentication))
                    .FirstOrDefault(item => item.Namespace == space.Name);
                if (reader is not null && !cluster.Pods.In(space.Name).Any(pod => pod.HasSidecar is true))
                {
                    report.At(
                        space,
                        space.Metadata,
                        "labels",
                        $"Nothing injects sidecars into the pods of {space.Name}, and {reader} is for them.");
                }
            }
        }
    }
}
