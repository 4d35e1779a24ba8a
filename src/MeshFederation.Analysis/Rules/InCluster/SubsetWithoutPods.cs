using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>The analyzer takes every subset for one of pods; those of a ServiceEntry with endpoints select these, which is another rule's business.</summary>
internal sealed class SubsetWithoutPods : Rule
{
    public override string Id => "MF2019";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A Service, or a subset of it, that is called has pods.";

    public override string Recommendation => "Correct the labels, or deploy the pods before requests are sent to the subset; until then they get a 503.";

    public override string Source => "pkg/config/analysis/analyzers/destinationrule/subset.go (IST0173)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var rule in cluster.DestinationRules.All)
            {
                if (cluster.Services.Named(cluster.DestinationRules.HostOf(rule)).FirstOrDefault(service => service.IsKubernetes) is not { } service) continue;
                foreach (var subset in rule.Spec.Maps("subsets"))
                {
                    var labels = subset.Map("labels") ?? UnstructuredMap.Empty;
                    var pods = cluster.Pods.Select(service, labels);
                    if (pods.Knowledge == PodKnowledge.Nothing || pods.OfService.Count == 0 || pods.Selected.Count > 0 || !AreTold(pods, labels)) continue;
                    if (AreElsewhere(federation.Mesh, cluster, service, labels)) continue;
                    report.At(rule, subset, "labels", $"None of the {FormattableString.Invariant($"{pods.OfService.Count}")} {(pods.Knowledge == PodKnowledge.Versions ? "versions" : "workloads")} of {service.Reference} has the labels {labels.Describe()}.");
                }
            }
        }
    }

    /// <summary>Pods of another cluster that istiod reads, or of one that the labels name, which it may well read.</summary>
    private static bool AreElsewhere(RoutingMesh mesh, RoutingCluster cluster, RoutedService service, UnstructuredMap labels) =>
        (IstiodLabels.OtherCluster(labels, cluster.Facts) is { } other && mesh[other] is not null) || DiscoveredPods.Of(mesh, cluster, service, labels).Any();

    /// <summary>Of declared versions only the labels are known that tell them apart.</summary>
    private static bool AreTold(PodSelection pods, UnstructuredMap labels) =>
        pods.Knowledge != PodKnowledge.Versions || labels.Keys.All(key => pods.OfService.Any(pod => pod.Labels.ContainsKey(key)));
}
