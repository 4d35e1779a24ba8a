using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class EntryUnselected : Rule
{
    private const string Without = "ztunnels have no endpoint for it";

    public override string Id => "MF6013";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title =>
        "A WorkloadEntry that stands for pods behind a tunnel is selected by a Service, and of another network.";

    public override string Recommendation =>
        "Give the WorkloadEntry the labels that the Service of its namespace selects, and the network of the cluster where the pods are.";

    public override string Source => "pilot/pkg/serviceregistry/ambient/workloads.go; run: silently no endpoint, no healthy upstream";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var client in federation.Mesh.Clusters)
        {
            var networks = TunnelGateways.Remote(client).Select(TunnelGateways.NetworkOf).ToHashSet(StringComparer.Ordinal);
            if (networks.Count == 0) continue;
            foreach (var entry in client.Of(ReadKind.WorkloadEntry).Where(entry => !entry.Spec.Says("address")))
            {
                if (entry.Spec.Text("network") is not { Length: > 0 } network) continue;
                if (network == client.Facts.Network)
                    report.On(entry, $"It has no address, and '{network}' is the network of {client.Name} itself: {Without}.");
                else if (networks.Contains(network) && !IsSelected(client, entry))
                    report.On(entry, $"No Service of {entry.Namespace} selects it: {Without}, no healthy upstream.");
            }
        }
    }

    private static bool IsSelected(RoutingCluster client, MeshManifest entry) =>
        !client.Completeness.IsWhole(ReadKind.Service, entry.Namespace) || client.Services.All.Any(
            service => service is { IsKubernetes: true, Selector.Count: > 0 } && service.Namespace == entry.Namespace
                && service.Selector.Selects(entry.Spec.Map("labels") ?? UnstructuredMap.Empty));
}
