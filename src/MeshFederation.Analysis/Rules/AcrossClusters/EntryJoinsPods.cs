using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class EntryJoinsPods : Rule
{
    public override string Id => "MF3053";

    public override string Title =>
        "No Service that a cluster's gateway passes calls on to selects a WorkloadEntry which is the gateway of another cluster.";

    public override string Recommendation =>
        "Give the WorkloadEntry other labels than the Service's pods, and let a ServiceEntry with a host of its own select both; or name "
        + "the other network in it, and let the gateway see its own alone: ISTIO_META_REQUESTED_NETWORK_VIEW.";

    public override string Source =>
        "pilot/pkg/serviceregistry/kube/controller/controller.go serviceInstancesFromWorkloadInstances; "
        + "pilot/pkg/xds/endpoints/endpoint_builder.go: gateways are sent the same endpoints";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            var entries = federation.In(cluster.Name).Of(IstioKind.WorkloadEntry);
            if (entries.Count == 0) continue;
            var servers = cluster.Gateways.All.SelectMany(gateway =>
                cluster.Gateways.PassthroughServers(GatewayWorkloads.OfGateway(cluster, gateway)).Servers).ToList();
            foreach (var service in cluster.Services.All.Where(service => service.IsKubernetes && service.Selector.Count > 0))
            {
                if (servers.Find(server => server.Covers(service.Host)) is not { } server) continue;
                foreach (var (entry, other) in Joined(federation.Mesh, cluster, service, entries))
                {
                    report.At(
                        entry,
                        entry.Spec,
                        "address",
                        $"{service.Reference} selects it, and it is the gateway of {other}: calls that {server} passes on may be sent to "
                        + $"{other} instead of a pod here, and back again.");
                }
            }
        }
    }

    /// <summary>Of an endpoint in another network gateways are told its gateway, or nothing, so those are left out.</summary>
    private static IEnumerable<(MeshManifest Entry, string Cluster)> Joined(
        RoutingMesh mesh, RoutingCluster cluster, RoutedService service, IReadOnlyList<MeshManifest> entries) =>
            service.Ports
                .SelectMany(port => ServiceEndpoints.All(cluster, service, port))
                .Where(endpoint => endpoint is { Pod: null, Network.Length: 0, IsUnhealthy: false })
                .Select(endpoint => (endpoint.Field, Found: GatewayFinder.Find(mesh, cluster, service, endpoint)))
                .Where(item => item.Found is { } found && found.Cluster != cluster && found.Match != GatewayMatch.OtherPort)
                .Select(item => (Entry: entries.FirstOrDefault(entry => entry.ToString() == item.Field), item.Found!.Cluster.Name))
                .Where(item => item.Entry is not null).Distinct()
                .Select(item => (item.Entry!, item.Name));
}
