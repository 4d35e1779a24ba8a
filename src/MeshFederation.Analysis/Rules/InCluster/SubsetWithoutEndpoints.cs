using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class SubsetWithoutEndpoints : Rule
{
    public override string Id => "MF2020";

    public override string Title => "A destination has endpoints: a ServiceEntry names some, and a subset of it selects some of these.";

    public override string Recommendation => "Give the endpoint the subset's labels, as cluster: cluster2; not topology.istio.io/cluster, which istiod overwrites with the name of "
        + "its own cluster. Resolution STATIC takes IP addresses, DNS host names, too.";

    public override string Source => "pilot/pkg/serviceregistry/util/label/label.go AugmentLabels; pilot/pkg/xds/endpoints/endpoint_builder.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var rule in cluster.DestinationRules.All)
            {
                if (cluster.Services.Named(cluster.DestinationRules.HostOf(rule)) is not [{ IsKubernetes: false, Ports.Count: > 0 } service] || service.Manifest?.Spec.Says("endpoints") is not true) continue;
                foreach (var subset in rule.Spec.Maps("subsets"))
                {
                    var labels = subset.Map("labels") ?? UnstructuredMap.Empty;
                    if (ServiceEndpoints.Of(cluster, service, service.Ports[0], labels) is { Endpoints.Count: 0, Dropped: [var dropped, ..] }) report.At(rule, subset, "labels", $"The subset '{subset.Text("name")}' has no endpoint. {dropped.Endpoint}: {dropped.Why}.");
                }
            }
        }
    }
}
