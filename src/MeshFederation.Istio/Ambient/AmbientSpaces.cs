using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Istio.Ambient;

/// <summary>Which namespaces of a cluster that was read have sidecars; labels of pods may say otherwise.</summary>
internal static class AmbientSpaces
{
    /// <summary>Whether the pods of a namespace are known to have sidecars.</summary>
    public static bool HasSidecars(MeshCluster cluster, string ns) => Labels(cluster, ns) is { } labels && IsInjected(labels);

    /// <summary>Whether some namespaces of a cluster are known to have sidecars.</summary>
    public static bool HasSidecars(MeshCluster cluster) => cluster.Facts?.Namespace.Any(space => IsInjected(space.Label)) is true;

    /// <summary>Whether some namespaces of a cluster have sidecars, and none is in ambient mode.</summary>
    public static bool HasSidecarsAlone(MeshCluster cluster) =>
        cluster.Facts?.AmbientNamespace.All(space => HasSidecars(cluster, space)) is true && HasSidecars(cluster);

    /// <summary>Whether the pods of a namespace are known to be in ambient mode, without sidecars.</summary>
    public static bool IsAmbient(MeshCluster cluster, string ns) => Labels(cluster, ns) is { } labels
        && AmbientMode.IsSaid(labels.GetValueOrDefault(AmbientMode.Label)) && !IsInjected(labels);

    /// <summary>Whether some namespaces of a cluster are in ambient mode, and none has sidecars.</summary>
    public static bool IsAmbientAlone(MeshCluster cluster) => cluster.Facts is { AmbientNamespace.Count: > 0 } facts
        && !facts.Namespace.Any(space => InjectionLabels.Of(space.Label) is true);

    /// <summary>
    /// The waypoint that takes the calls of a Service in a cluster that was read: one that labels name, and whose Gateway is there; null
    /// as well where it is not known what Services themselves say.
    /// </summary>
    public static (string Namespace, string Name)? WaypointOf(MeshCluster cluster, string ns, string service) =>
        cluster.Facts?.ServiceWaypoint is not null && NamedWaypoint(cluster, ns, service) is { } named && IsThere(cluster, named) is true
            ? named
            : null;

    /// <summary>Whether the Gateway of a waypoint is there; null where that is not known.</summary>
    public static bool? IsThere(MeshCluster cluster, (string Namespace, string Name) waypoint) =>
        cluster.Facts?.Waypoint?.Contains($"{waypoint.Namespace}/{waypoint.Name}", StringComparer.Ordinal);

    /// <summary>
    /// The service account of a waypoint, which is that of its name where no annotation says another (istio
    /// pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go).
    /// </summary>
    public static string AccountOf(MeshCluster cluster, (string Namespace, string Name) waypoint) =>
        Account(cluster.Facts?.WaypointAccount, $"{waypoint.Namespace}/{waypoint.Name}") ?? waypoint.Name;

    /// <summary>The account that is kept of a Gateway, as <c>default/waypoint=gateways</c>; null where it has that of its name.</summary>
    public static string? Account(IEnumerable<string>? accounts, string gateway) =>
        accounts?.FirstOrDefault(item => item.StartsWith(gateway + "=", StringComparison.Ordinal))?[(gateway.Length + 1)..];

    /// <summary>
    /// The waypoint that the labels of a Service name, else those of its namespace; null where they name none, or are not known.
    /// </summary>
    public static (string Namespace, string Name)? NamedWaypoint(MeshCluster cluster, string ns, string service) => Waypoints.Named(
        ns, WaypointLabels(cluster, ns, service).GetValueOrDefault, () => (Labels(cluster, ns) ?? LabelSet.Empty).GetValueOrDefault);

    /// <summary>The labels by which a Service says itself which waypoint it has; none where its namespace says it.</summary>
    public static LabelSet WaypointLabels(MeshCluster cluster, string ns, string service) =>
        cluster.Facts?.ServiceWaypoint?.FirstOrDefault(item => item.Namespace == ns && item.Name == service)?.Label ?? LabelSet.Empty;

    private static bool IsInjected(LabelSet labels) => InjectionLabels.Of(labels) is true;

    private static LabelSet? Labels(MeshCluster cluster, string ns) =>
        cluster.Facts?.Namespace.FirstOrDefault(space => space.Name == ns)?.Label;
}
