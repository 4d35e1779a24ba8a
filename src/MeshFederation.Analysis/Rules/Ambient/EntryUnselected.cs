using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class EntryUnselected : AbsenceRule
{
    private const string Without = "ztunnels have no endpoint for it";

    public override string Id => "MF6013";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title =>
        "A WorkloadEntry that stands for pods behind a tunnel is selected by a Service, and of another network that has a Gateway.";

    public override string Recommendation =>
        "Give the WorkloadEntry the labels that the Service of its namespace selects, and the network of the cluster where the pods are; "
        + "give that network a Gateway of the class istio-remote with a listener HBONE.";

    public override string Source => "pilot/pkg/serviceregistry/ambient/workloads.go; run: silently no endpoint, no healthy upstream";

    public override IEnumerable<Absence> Find(FederationView federation)
    {
        foreach (var client in federation.Mesh.Clusters)
        {
            var networks = TunnelGateways.Remote(client).Select(TunnelGateways.NetworkOf).ToHashSet(StringComparer.Ordinal);
            foreach (var entry in client.Of(ReadKind.WorkloadEntry).Where(entry => !entry.Spec.Says("address")))
            {
                if (entry.Spec.Text("network") is not { Length: > 0 } network) continue;
                if (network == client.Facts.Network && networks.Count > 0)
                {
                    yield return Known(
                        client, entry, $"It has no address, and '{network}' is the network of {client.Name} itself: {Without}.");
                }
                else if (networks.Contains(network) && !IsSelected(client, entry))
                {
                    yield return Known(client, entry, $"No Service of {entry.Namespace} selects it: {Without}, no healthy upstream.");
                }
                else if (IsWithoutGateway(client, entry))
                {
                    yield return NoGateway(client, entry, network);
                }
            }
        }
    }

    /// <summary>
    /// Whether a WorkloadEntry without an address stands for pods behind a tunnel, as an endpoint of a global Service, and nothing leads to
    /// its network. Where no Gateway for any network is given, nobody gave such files, and nothing is to be said.
    /// </summary>
    public static bool IsWithoutGateway(RoutingCluster client, MeshManifest entry)
    {
        var network = entry.Spec.Text("network");
        if (string.IsNullOrEmpty(network) || network == client.Facts.Network || entry.Spec.Says("address")) return false;
        var remote = TunnelGateways.Remote(client).ToList();
        return (remote.Count > 0 || client.Completeness.IsWhole(ReadKind.ApiGateway))
            && !remote.Exists(gateway => TunnelGateways.NetworkOf(gateway) == network)
            && client.Services.All.Any(service => service is { IsKubernetes: true, Selector.Count: > 0, Manifest: { } manifest }
                && service.Namespace == entry.Namespace && Selects(service, entry) && GlobalServices.Is(client, manifest) is true);
    }

    private static Absence Known(RoutingCluster client, MeshManifest entry, string message) =>
        new(client.Name, (report, text, cause) => report.On(entry, text, cause), message, "", IsKnown: true);

    private static Absence NoGateway(RoutingCluster client, MeshManifest entry, string network) => new(
        client.Name,
        (report, text, cause) => report.At(entry, entry.Spec, "network", text, cause),
        $"No Gateway of the class istio-remote stands for '{network}': {Without}, no healthy upstream.",
        $"a Gateway of the class istio-remote stands for the network '{network}'",
        client.Completeness.IsWhole(ReadKind.ApiGateway));

    private static bool IsSelected(RoutingCluster client, MeshManifest entry) =>
        !client.Completeness.IsWhole(ReadKind.Service, entry.Namespace) || client.Services.All.Any(
            service => service is { IsKubernetes: true, Selector.Count: > 0 } && service.Namespace == entry.Namespace
                && Selects(service, entry));

    private static bool Selects(RoutedService service, MeshManifest entry) =>
        service.Selector.Selects(WorkloadEntryObject.Labels(entry));
}
