using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.Sidecars;

internal sealed class SidecarRepeated : Rule
{
    public override string Id => "MF1911";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "For a pod there is one Sidecar that selects it, and in a namespace one without a selector.";

    public override string Recommendation => "Merge the two, or change a selector; of several the oldest holds, and the others do nothing.";

    public override string Source =>
        "pkg/config/analysis/analyzers/sidecar/selector.go (IST0110, IST0111); pilot/pkg/model/push_context.go getSidecarScope";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var group in federation.In(cluster.Name)
                .Of(IstioKind.Sidecar)
                .GroupBy(sidecar => sidecar.Namespace, StringComparer.Ordinal))
            {
                Check(cluster, [.. group.Order(CreationOrder.OldestFirst)], report);
            }
        }
    }

    private static void Check(RoutingCluster cluster, IReadOnlyList<MeshManifest> sidecars, Report report)
    {
        for (var i = 1; i < sidecars.Count; i++)
        {
            var (sidecar, labels) = (sidecars[i], Labels(sidecars[i]));
            var older = sidecars.Take(i)
                .FirstOrDefault(
                    other => labels.Count == 0 ? Labels(other).Count == 0 : MeetOnePod(cluster, Labels(other), labels, sidecar.Namespace));
            if (older is not null)
            {
                report.On(sidecar, labels.Count == 0
                    ? $"{older} is for all of {sidecar.Namespace} too, and is taken."
                    : $"{older} selects some of its pods too, and is taken for them.");
            }
        }
    }

    private static bool MeetOnePod(RoutingCluster cluster, UnstructuredMap one, UnstructuredMap two, string space) =>
        one.Count > 0
        && ((one.Selects(two) && two.Selects(one))
            || cluster.Pods.In(space).Any(pod => one.Selects(pod.Labels) && two.Selects(pod.Labels)));

    private static UnstructuredMap Labels(MeshManifest sidecar) =>
        sidecar.Spec.Map("workloadSelector")?.Map("labels") ?? UnstructuredMap.Empty;
}
