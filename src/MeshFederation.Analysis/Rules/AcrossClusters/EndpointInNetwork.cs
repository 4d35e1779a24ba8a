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
        var said = new HashSet<MeshManifest>();
        foreach (var way in federation.Ways)
        {
            if (way.Entry.Spec.Maps("endpoints").Any(SaysNetwork) && said.Add(way.Entry)) Tell(way.Entry, report);
        }
    }

    private static void Tell(MeshManifest entry, Report report)
    {
        foreach (var endpoint in entry.Spec.Maps("endpoints").Where(SaysNetwork))
        {
            var (map, key) = NetworkOf(endpoint);
            var network = map.Text(key)!;
            report.At(
                entry,
                map,
                key,
                $"Its address may be replaced by that of the gateway for the network '{network}'.",
                new Cause((entry, network)));
        }
    }

    private static bool SaysNetwork(UnstructuredMap endpoint) =>
        NetworkOf(endpoint) is var (map, key) && map.Text(key) is { Length: > 0 };

    /// <summary>The field that says the network.</summary>
    private static (UnstructuredMap Map, string Key) NetworkOf(UnstructuredMap endpoint) =>
        endpoint.Text("network") is { Length: > 0 }
            ? (endpoint, "network")
            : (endpoint.Map("labels") ?? UnstructuredMap.Empty, IstiodLabels.Network);
}
