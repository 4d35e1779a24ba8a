using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class EndpointInNetwork : Rule
{
    public override string Id => "MF3016";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "An endpoint that is a gateway's address is in no network.";

    public override string Recommendation =>
        "Remove network, and the label topology.istio.io/network, from the endpoint: istiod replaces the address of an endpoint in another "
        + "network by that network's own gateway.";

    public override string Source => "pilot/pkg/xds/endpoints/ep_filters.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var entry in federation.Ways.Select(way => way.Entry).Distinct())
        {
            foreach (var endpoint in entry.Spec.Maps("endpoints"))
            {
                var labels = endpoint.Map("labels") ?? UnstructuredMap.Empty;
                var (map, key) = endpoint.Text("network") is { Length: > 0 } ? (endpoint, "network") : (labels, IstiodLabels.Network);
                if (map.Text(key) is { Length: > 0 } network)
                {
                    report.At(
                        entry,
                        map,
                        key,
                        $"Its address may be replaced by that of the gateway for the network '{network}'.",
                        new Cause((entry, network)));
                }
            }
        }
    }
}
