using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>
/// The analyzer takes every subset for one of pods; those of a ServiceEntry with endpoints select these, which is another rule's business.
/// </summary>
internal sealed class SubsetWithoutPods : Rule
{
    public override string Id => "MF2019";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A Service, or a subset of it, that is called has pods.";

    public override string Recommendation =>
        "Correct the labels, or deploy the pods before requests are sent to the subset; until then they get a 503.";

    public override string Source => "pkg/config/analysis/analyzers/destinationrule/subset.go (IST0173)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var rule in cluster.DestinationRules.All)
            {
                if (cluster.Services.Named(cluster.DestinationRules.HostOf(rule))
                    .FirstOrDefault(service => service.IsKubernetes) is not { } service)
                {
                    continue;
                }

                var subsets = rule.Spec.Maps("subsets");
                for (var i = 0; i < subsets.Length; i++)
                {
                    var labels = subsets[i].Map("labels") ?? UnstructuredMap.Empty;
                    var pods = cluster.Pods.Select(service, labels);
                    if (pods.OfService.Count == 0 || Has(pods) || !AreTold(pods, labels)) continue;
                    if (AreElsewhere(federation.Mesh, cluster, service, labels)) continue;
                    var subset = new RuleSubset(subsets[i].Text("name") ?? "", subsets[i], rule, i);
                    report.At(rule, subset.Content, "labels", Sentence(service, subset, pods));
                }
            }
        }

        var said = new HashSet<(object, string)>();
        foreach (var leg in federation.BrokenHosts.Where(leg => leg.Break.Fault.Id == Id))
            Called(leg.Cluster, leg.Answer.Service!, leg.Answer.Subset, leg.Break.Sentence);

        // Where a gateway routes, the destinations of its VirtualServices tell what it calls.
        foreach (var way in federation.BrokenWays.Where(way => way.Break!.Fault.Id == Id && way.Chain.Service is not null))
            Called(way.Server, way.Chain.Service!, way.Chain.Subset, way.Break!.Sentence);

        foreach (var (cluster, leg) in federation.Destinations.All
            .SelectMany(destination => destination.BrokenBy(Id), (destination, leg) => (destination.Cluster, leg)))
        {
            Called(cluster, leg.Answer.Service!, leg.Answer.Subset, leg.Break.Sentence);
        }

        // What is called may be told by a rule that is for other hosts, too, or by one of which callers are given another.
        void Called(RoutingCluster cluster, RoutedService service, RuleSubset? subset, string sentence)
        {
            var pods = cluster.Pods.Select(service, UnstructuredMap.Empty);
            if ((subset is null || pods.OfService.Count == 0) && service.Manifest is { } manifest) Whole(service, manifest, pods);
            else if (subset is not null && !IsOfService(cluster, service, subset) && said.Add((subset.Content, sentence)))
                report.At(subset.From, subset.Content, "labels", sentence, new Cause((subset.Content, service)));
        }

        // A Service that has no pods at all is said once, whatever subsets it has.
        void Whole(RoutedService service, MeshManifest manifest, PodSelection pods)
        {
            if (!Has(pods) && said.Add((manifest, "")))
                report.At(manifest, manifest.Spec, "selector", Sentence(service, null, pods), new Cause(service));
        }
    }

    /// <summary>Whether the subset is one of a rule for the Service alone, whose subsets were all looked at.</summary>
    private static bool IsOfService(RoutingCluster cluster, RoutedService service, RuleSubset subset) =>
        cluster.Services.Named(cluster.DestinationRules.HostOf(subset.From)).FirstOrDefault(known => known.IsKubernetes) == service;

    private static string Sentence(RoutedService service, RuleSubset? subset, PodSelection pods) =>
        Fault.Sentence(DestinationBreaks.NoPods(service, subset, pods));

    private static bool Has(PodSelection pods) =>
        pods.Knowledge == PodKnowledge.Nothing || pods.Selected.Any(pod => pod.IsReady is not false);

    /// <summary>Pods of another cluster, or of one that the labels name, which istiod may well read.</summary>
    private static bool AreElsewhere(RoutingMesh mesh, RoutingCluster cluster, RoutedService service, UnstructuredMap labels) =>
        (IstiodLabels.OtherCluster(labels, cluster.Facts) is { } other && mesh[other] is not null)
        || DestinationBreaks.AreElsewhere(mesh, cluster, service, labels);

    /// <summary>Of declared versions only the labels are known that tell them apart.</summary>
    private static bool AreTold(PodSelection pods, UnstructuredMap labels) =>
        pods.Knowledge != PodKnowledge.Versions || labels.Keys.All(key => pods.OfService.Any(pod => pod.Labels.ContainsKey(key)));
}
