using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Ambient;

/// <summary>
/// Policies at the waypoint of a serving cluster that are not asked for what the waypoint of a caller has split: east-west gateways take
/// it that all was asked there, and lead it past (istio/istio #58065, pilot/pkg/networking/core/listener_waypoint.go; not run).
/// </summary>
public static class UnaskedPolicies
{
    /// <summary>Finds them.</summary>
    /// <param name="services">The services.</param>
    /// <param name="policies">The AuthorizationPolicies of a cluster.</param>
    /// <returns>Each with the callers who get past it, and the name of the Service that they call instead.</returns>
    public static IEnumerable<(MeshService Service, string Share, MeshCluster Server, MeshCluster Client, MeshManifest Policy)> Of(
        IEnumerable<MeshService> services, Func<MeshCluster, IEnumerable<MeshManifest>> policies) =>
        from service in services
        where service.IsAmbient()
        from client in service.ClientCluster
        where WaypointSplits.Are(service, client)
        from share in WaypointSplits.Groups(service)
        let server = share.Instance.Cluster
        where server.Name != client.Name
        from policy in policies(server)
        where IsAtWaypoint(policy, service, server)
        select (service, share.Name, server, client, policy);

    private static bool IsAtWaypoint(MeshManifest policy, MeshService service, MeshCluster server) =>
        policy.Namespace == service.Namespace
        && PolicyAction.Of(policy.Spec) != PolicyAction.Audit
        && (TargetReferences.Names(policy, ReadKind.Service, service.Name)
            || (ServiceWaypoints.Named(server, service.Namespace, service.Name) is var (space, waypoint)
                && space == service.Namespace
                && TargetReferences.Names(policy, ReadKind.ApiGateway, waypoint)));
}
