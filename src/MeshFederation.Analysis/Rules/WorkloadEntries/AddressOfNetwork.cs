using MeshFederation.Analysis.Rules.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.WorkloadEntries;

internal sealed class AddressOfNetwork : Rule
{
    public override string Id => "MF1603";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "Where an endpoint names a network and no address, the gateway of that network is known.";

    public override string Recommendation =>
        "See that a gateway of the network is known: a Service with the label topology.istio.io/network, or meshNetworks; until then "
        + "nobody reaches the endpoint.";

    public override string Source => "pkg/config/validation/validation.go validateWorkloadEntry; pilot/pkg/xds/endpoints/ep_filters.go";

    protected override void Examine(FederationView federation, Report report)
    {
        var tunnels = federation.Mesh.Clusters.SelectMany(
            cluster => TunnelGateways.Remote(cluster).Select(TunnelGateways.NetworkOf), (cluster, network) => (cluster.Name, network))
            .ToHashSet();
        foreach (var manifest in federation.Of(IstioKind.WorkloadEntry))
        {
            // Ztunnels have the gateway by that Gateway; that it is missing, and what else they need, other rules say.
            if (tunnels.Contains((manifest.Cluster, manifest.Spec.Text("network") ?? ""))) continue;
            if (federation.Mesh[manifest.Cluster] is { } client && EntryUnselected.IsWithoutGateway(client, manifest)) continue;
            Check(manifest, manifest.Spec, report);
        }

        foreach (var manifest in federation.Of(IstioKind.ServiceEntry))
        {
            foreach (var endpoint in manifest.Spec.Maps("endpoints")) Check(manifest, endpoint, report);
        }
    }

    private static void Check(MeshManifest manifest, UnstructuredMap endpoint, Report report)
    {
        if (!endpoint.Says("address") && endpoint.Text("network") is { Length: > 0 } network)
            report.At(manifest, endpoint, "network", $"It is reached through the gateway of the network '{network}' only.");
    }
}
