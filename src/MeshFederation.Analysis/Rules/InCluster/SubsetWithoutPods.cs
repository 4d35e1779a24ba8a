using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.VirtualServices;

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
                var index = 0;
                foreach (var content in rule.Spec.Maps("subsets"))
                {
                    var subset = new RuleSubset(content.Text("name") ?? "", content, rule, index++);
                    var pods = cluster.Pods.Select(service, subset.Labels);
                    if (pods.OfService.Count == 0 || Has(pods) || !AreTold(pods, subset.Labels)) continue;
                    if (AreElsewhere(federation.Mesh, cluster, service, subset.Labels)) continue;
                    report.At(rule, content, "labels", Sentence(service, subset, pods));
                }
            }
        }

        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var service in cluster.Services.All.Where(item => item is { IsKubernetes: true, AliasOf: null, Ports.Count: > 0 }))
            {
                if (!AreElsewhere(federation.Mesh, cluster, service, UnstructuredMap.Empty)) Called(cluster, service, report);
            }
        }

        foreach (var way in federation.Ways.Where(way => way.Break?.Fault.Id == Id)) Whole(way.Server, way.Chain.Service!, report);
        foreach (var destination in federation.Destinations.All.Where(item => item.BrokenBy(Id).Any()))
        {
            if (KnownHosts.Find(destination.Cluster, destination.Host, destination.Caller.Namespace) is { } service)
                Whole(destination.Cluster, service, report);
        }
    }

    /// <summary>A Service that callers choose for themselves.</summary>
    private static void Called(RoutingCluster cluster, RoutedService service, Report report)
    {
        var caller = MeshCaller.In(Callers.NamespaceOf(service));
        var share = new RouteShare(service.Host, "", service.Ports[0].Number, 100, 100);
        if (DestinationChooser.Choose(cluster, caller, share) is { Outcome: DestinationOutcome.NoEndpoint, Service.IsKubernetes: true })
            Whole(cluster, service, report);
    }

    /// <summary>A Service that has no pods at all, which is said once whatever subsets it has.</summary>
    private static void Whole(RoutingCluster cluster, RoutedService service, Report report)
    {
        var pods = cluster.Pods.Select(service, UnstructuredMap.Empty);
        if (Has(pods) || service.Manifest is not { } manifest) return;
        report.At(manifest, manifest.Spec, "selector", Sentence(service, null, pods), new Cause(service));
    }

    private static string Sentence(RoutedService service, RuleSubset? subset, PodSelection pods) =>
        Fault.Sentence(DestinationBreaks.NoPods(service, subset, pods));

    private static bool Has(PodSelection pods) =>
        pods.Knowledge == PodKnowledge.Nothing || pods.Selected.Any(pod => pod.IsReady is not false);

    /// <summary>Pods of another cluster that istiod reads, or of one that the labels name, which it may well read.</summary>
    private static bool AreElsewhere(RoutingMesh mesh, RoutingCluster cluster, RoutedService service, UnstructuredMap labels) =>
        (IstiodLabels.OtherCluster(labels, cluster.Facts) is { } other && mesh[other] is not null)
        || DiscoveredPods.Of(mesh, cluster, service, labels).Any();

    /// <summary>Of declared versions only the labels are known that tell them apart.</summary>
    private static bool AreTold(PodSelection pods, UnstructuredMap labels) =>
        pods.Knowledge != PodKnowledge.Versions || labels.Keys.All(key => pods.OfService.Any(pod => pod.Labels.ContainsKey(key)));
}
