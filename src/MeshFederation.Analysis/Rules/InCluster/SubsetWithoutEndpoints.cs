using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class SubsetWithoutEndpoints : Rule
{
    public override string Id => "MF2020";

    public override string Title => "A destination has endpoints: a ServiceEntry names some, and a subset of it selects some of these.";

    public override string Recommendation =>
        "Give the endpoint the subset's labels, as cluster: cluster2; not topology.istio.io/cluster, which istiod overwrites with the name "
            + "of its own cluster. Resolution STATIC takes IP addresses, DNS host names, too.";

    public override string Source =>
        "pilot/pkg/serviceregistry/util/label/label.go AugmentLabels; pilot/pkg/xds/endpoints/endpoint_builder.go";

    protected override void Examine(FederationView federation, Report report)
    {
        var said = new HashSet<(object, string, int)>();
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var rule in cluster.DestinationRules.All) Subsets(federation, cluster, rule);
        }

        // A host that no VirtualService has may be called all the same.
        foreach (var leg in federation.BrokenHosts.Where(leg => leg.Break.Fault.Id == Id))
        {
            if (leg.Answer.Service!.Manifest is { } entry) OfEntry(entry, leg.Answer.Service, leg.Port, leg.Break);
        }

        // Others may be given another ServiceEntry, or another rule, than the callers beside the objects.
        foreach (var leg in federation.Destinations.All.SelectMany(destination => destination.BrokenBy(Id)))
        {
            if (leg.Answer.Subset is { } subset) OfSubset(subset.From, subset.Content, leg.Answer.Port!, leg.Break);
            else if (leg.Answer.Service!.Manifest is { } entry) OfEntry(entry, leg.Answer.Service, leg.Answer.Port!, leg.Break);
        }

        // Where a gateway routes, the destinations of its VirtualServices tell what it calls.
        foreach (var way in federation.BrokenWays.Where(way => way.Break!.Fault.Id == Id && way.Chain.Service is not null))
        {
            var (service, port) = (way.Chain.Service!, way.Chain.Port!);
            if (way.Chain.Subset is { } subset && ServiceEndpoints.All(way.Server, service, port).Any())
                OfSubset(subset.From, subset.Content, port, way.Break!);
            else OfEntry(service.Manifest!, service, port, way.Break!);
        }

        void Subsets(FederationView federation, RoutingCluster cluster, MeshManifest rule)
        {
            if (rule.Spec.List("subsets").Count == 0) return;
            var services = cluster.Services.Named(cluster.DestinationRules.HostOf(rule));
            for (var i = 0; i < services.Count; i++)
            {
                var service = services[i];
                if (service.IsKubernetes) continue;
                foreach (var subset in rule.Spec.Maps("subsets"))
                {
                    if (subset.Map("labels") is not { Count: > 0 } labels) continue;
                    foreach (var port in service.Ports)
                    {
                        if (ServiceEndpoints.Of(cluster, service, port, labels).Endpoints.Count > 0) continue;
                        if (Found(federation, cluster, rule.Namespace, service, port, subset) is { } found)
                            OfSubset(rule, subset, port, found);
                    }
                }
            }
        }

        void OfSubset(MeshManifest rule, UnstructuredMap subset, RoutedPort port, CallBreak found)
        {
            if (!said.Add((subset, found.Sentence, port.Number))) return;
            var example = FormattableString.Invariant($"port {port.Number}");
            report.At(rule, subset, "labels", found.Sentence, new Cause((rule, subset.Text("name")), example));
        }

        void OfEntry(MeshManifest entry, RoutedService service, RoutedPort port, CallBreak found)
        {
            if (said.Add((entry, service.Host + found.Sentence, port.Number)))
                report.At(entry, entry.Spec, "endpoints", found.Sentence, new Cause(entry, service.Host));
        }
    }

    private CallBreak? Found(
        FederationView federation, RoutingCluster cluster, string caller, RoutedService service, RoutedPort port, UnstructuredMap subset)
    {
        var share = new RouteShare(service.Host, subset.Text("name") ?? "", port.Number, 100, 100);
        var answer = DestinationChooser.Choose(cluster, MeshCaller.In(caller), share);
        if (answer.Service is not { IsKubernetes: false } called || called.Namespace != service.Namespace) return null;
        if (answer.Subset?.Content != subset) return null;
        return DestinationBreaks.Of(federation.Mesh, cluster, MeshCaller.In(caller), share, answer) is { } found && found.Fault.Id == Id
            ? found
            : null;
    }
}
