using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;
using MeshFederation.Planning.Kinds.VirtualService;

namespace MeshFederation.Planning.Ambient;

/// <summary>
/// The VirtualServices by which waypoints split requests, and what of others routes the same requests: of the routes of a Service's
/// namespace a waypoint takes those of the older object first, or those of one alone (istio pilot/pkg/networking/core/listener_waypoint.go,
/// pull request 59484; read, and not run).
/// </summary>
public static class SplitRoutes
{
    /// <summary>What becomes of the requests.</summary>
    internal const string Counting = "A waypoint takes the routes of the older of both first, and where istiod does not join them (istio "
        + "pull request 59484 of 2026) those of one alone";

    /// <summary>Whether some of the objects that are planned for a cluster split requests at a waypoint.</summary>
    /// <param name="planned">The objects.</param>
    /// <returns>True when one does.</returns>
    public static bool AreIn(IEnumerable<MeshManifest> planned) => planned.Any(Is);

    /// <summary>What is to be known of splits that are there already beside routes of others.</summary>
    /// <param name="wanted">The objects that are wanted of a cluster.</param>
    /// <param name="live">What was read of it.</param>
    /// <param name="federation">The name of the federation.</param>
    /// <returns>The notes.</returns>
    public static IEnumerable<string> NotesOf(IEnumerable<MeshManifest> wanted, LiveCluster live, string federation) =>
        from split in wanted
        where IsThere(split, live.Find(split), federation)
        from other in Beside(split, live, federation)
        select $"Cluster '{live.Cluster.Name}': {Names.WithManagers(other)} routes what {split} splits as well. {Counting}.";

    /// <summary>Whether an object is one; they alone are for the namespace of a waypoint and nobody else.</summary>
    internal static bool Is(MeshManifest item) =>
        VirtualServiceKind.Instance.Type.Is(item) && ExportScope.Written(item) is [ExportScope.Own];

    /// <summary>
    /// Whether one that is wanted is there already. What others add then must not keep anybody from draining a cluster, or from going back.
    /// </summary>
    internal static bool IsThere(MeshManifest wanted, MeshManifest? live, string federation) =>
        Is(wanted) && live is not null && Is(live) && live.IsOf(federation);

    /// <summary>The objects of others that route the same requests at the waypoint, save VirtualServices for the very host.</summary>
    internal static IEnumerable<MeshManifest> Beside(MeshManifest wanted, LiveCluster live, string federation)
    {
        var domain = live.Cluster.ClusterDomain;
        var hosts = VirtualServiceKind.Instance.SoleHosts(wanted, domain).ToHashSet(StringComparer.Ordinal);
        var routes = ServiceRoutes.OfServices(live.Routes ?? [])
            .Where(item => item.Namespace == wanted.Namespace && item.Route.Namespace == item.Namespace
                && hosts.Contains(ServiceHost.Of(item.Name, item.Namespace, domain)))
            .Select(item => item.Route).DistinctBy(route => (route.Kind, route.Name));
        var patterns = live.OfKind(VirtualServiceKind.Instance.Type)
            .Where(item => item.Namespace == wanted.Namespace && !item.IsOf(federation)
                && VirtualServiceConflict.IsForMesh(item) && item.Spec.List("http").Count > 0
                && ExportScope.Of(item, live.Cluster).Meets(ExportScope.Of(wanted, live.Cluster))
                && VirtualServiceKind.Instance.Hosts(item.Spec).Any(
                    pattern => HostPattern.IsWildcard(pattern) && hosts.Any(host => HostPattern.Covers(pattern, host))));
        return routes.Concat(patterns);
    }
}
