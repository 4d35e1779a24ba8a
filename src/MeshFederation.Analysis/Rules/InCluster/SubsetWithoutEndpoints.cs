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
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var rule in cluster.DestinationRules.All) Subsets(federation, cluster, rule, report);
            foreach (var service in cluster.Services.All.Where(service => service is { IsKubernetes: false, Manifest: not null }))
                Whole(federation, cluster, service, report);
        }
    }

    private void Subsets(FederationView federation, RoutingCluster cluster, MeshManifest rule, Report report)
    {
        if (cluster.Services.Named(cluster.DestinationRules.HostOf(rule)) is not [{ IsKubernetes: false, Ports.Count: > 0 } service])
            return;
        foreach (var subset in rule.Spec.Maps("subsets"))
        {
            var labels = subset.Map("labels") ?? UnstructuredMap.Empty;
            if (labels.Count == 0) continue;
            foreach (var port in service.Ports)
            {
                if (ServiceEndpoints.Of(cluster, service, port, labels).Endpoints.Count > 0) continue;
                if (Found(federation, cluster, rule.Namespace, service, port, subset) is not { } found) continue;
                var example = FormattableString.Invariant($"port {port.Number}");
                report.At(rule, subset, "labels", found.Sentence, new Cause((rule, subset.Text("name")), example));
            }
        }
    }

    /// <summary>A host that no VirtualService has may be called all the same.</summary>
    private void Whole(FederationView federation, RoutingCluster cluster, RoutedService service, Report report)
    {
        if (service.Resolution is ServiceResolution.None or ServiceResolution.DynamicDns || service.Ports.Count == 0) return;
        if (ServiceEndpoints.Of(cluster, service, service.Ports[0], UnstructuredMap.Empty).Endpoints.Count > 0) return;
        var caller = Callers.NamespaceOf(service.Manifest!, cluster.Facts);
        foreach (var port in service.Ports)
        {
            if (Found(federation, cluster, caller, service, port, null) is not { } found) continue;
            report.At(service.Manifest!, service.Manifest!.Spec, "endpoints", found.Sentence, new Cause(service.Manifest, service.Host));
        }
    }

    private CallBreak? Found(
        FederationView federation, RoutingCluster cluster, string caller, RoutedService service, RoutedPort port, UnstructuredMap? subset)
    {
        var share = new RouteShare(service.Host, subset?.Text("name") ?? "", port.Number, 100, 100);
        var answer = DestinationChooser.Choose(cluster, MeshCaller.In(caller), share);
        if (answer.Service != service || (subset is not null && answer.Subset?.Content != subset)) return null;
        return DestinationBreaks.Of(federation.Mesh, cluster, MeshCaller.In(caller), share, answer) is { } found && found.Fault.Id == Id
            ? found
            : null;
    }
}
