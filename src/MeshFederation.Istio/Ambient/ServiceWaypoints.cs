using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Ambient;

/// <summary>
/// Which waypoint a Service has, and by which account it answers, of the objects of a cluster and of what was read of one: the Gateway that
/// its own label names, or that of its namespace, past which istiod leads calls where it is not there or takes none of Services (istio
/// pilot/pkg/serviceregistry/ambient/waypoints.go fetchWaypointForService).
/// </summary>
internal static class ServiceWaypoints
{
    /// <summary>
    /// The waypoint of a Service by the objects of its cluster; null where none is named, or the Gateway is known not to be there, or to
    /// take no calls of Services.
    /// </summary>
    public static (string Namespace, string Name)? Of(IstioCluster cluster, RoutedService service)
    {
        if (Waypoints.Named(service.Namespace, LabelsOf(service.Manifest).Text, () => LabelsOf(Space(cluster, service)).Text)
            is not { } named)
        {
            return null;
        }

        var isOne = Gateway(cluster, named) is { } gateway ? Waypoints.MayTakeServices(gateway.Content)
            : !cluster.Completeness.IsWhole(ReadKind.ApiGateway, named.Namespace);
        return isOne ? named : null;
    }

    /// <summary>
    /// The waypoint that takes the calls of a Service in a cluster that was read: one that labels name, and whose Gateway is there; null
    /// as well where it is not known what Services themselves say.
    /// </summary>
    public static (string Namespace, string Name)? Of(MeshCluster cluster, string ns, string service) =>
        cluster.Facts?.ServiceWaypoint is not null && Named(cluster, ns, service) is { } named && IsThere(cluster, named) is true
            ? named
            : null;

    /// <summary>
    /// The waypoint that the labels of a Service name, else those of its namespace; null where they name none, or are not known.
    /// </summary>
    public static (string Namespace, string Name)? Named(MeshCluster cluster, string ns, string service) => Waypoints.Named(
        ns, Labels(cluster, ns, service).GetValueOrDefault,
        () => (AmbientSpaces.Labels(cluster, ns) ?? LabelSet.Empty).GetValueOrDefault);

    /// <summary>The labels by which a Service says itself which waypoint it has; none where its namespace says it.</summary>
    public static LabelSet Labels(MeshCluster cluster, string ns, string service) =>
        cluster.Facts?.ServiceWaypoint?.FirstOrDefault(item => item.Namespace == ns && item.Name == service)?.Label ?? LabelSet.Empty;

    /// <summary>Whether the Gateway of a waypoint is there; null where that is not known.</summary>
    public static bool? IsThere(MeshCluster cluster, (string Namespace, string Name) waypoint) =>
        cluster.Facts?.Waypoint?.Contains($"{waypoint.Namespace}/{waypoint.Name}", StringComparer.Ordinal);

    /// <summary>The service account of a waypoint, which is that of its name where its Gateway is not among the objects.</summary>
    public static string AccountOf(IstioCluster cluster, (string Namespace, string Name) waypoint) =>
        Gateway(cluster, waypoint) is { } gateway ? TunnelGateways.AccountOf(gateway) : waypoint.Name;

    /// <summary>
    /// The service account of a waypoint, which is that of its name where no annotation says another (istio
    /// pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go).
    /// </summary>
    public static string AccountOf(MeshCluster cluster, (string Namespace, string Name) waypoint) =>
        TunnelGateways.KeptAccount(cluster.Facts?.WaypointAccount, $"{waypoint.Namespace}/{waypoint.Name}") ?? waypoint.Name;

    private static UnstructuredMap LabelsOf(MeshManifest? item) => item?.Labels() ?? UnstructuredMap.Empty;

    private static MeshManifest? Space(IstioCluster cluster, RoutedService service) =>
        cluster.Of(ReadKind.Namespace).FirstOrDefault(item => item.Name == service.Namespace);

    private static MeshManifest? Gateway(IstioCluster cluster, (string Namespace, string Name) waypoint) =>
        cluster.Of(ReadKind.ApiGateway).FirstOrDefault(item => (item.Namespace, item.Name) == waypoint);
}
