using MeshFederation.Istio.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// Says of the ends of a trace that they are not known where kinds of objects that may decide otherwise could not be read in a cluster on
/// the way: what is not known is no good news, and no error either.
/// </summary>
internal static class UnreadKinds
{
    /// <summary>
    /// What may break the way of a request that seems to arrive, or lead it elsewhere. Pods that are not known are said by their own step.
    /// </summary>
    private static readonly ReadKind[] Breaking =
    [
        ReadKind.AuthorizationPolicy, ReadKind.DestinationRule, ReadKind.EnvoyFilter, ReadKind.Gateway, ReadKind.PeerAuthentication,
        ReadKind.Service,
        ReadKind.ServiceEntry, ReadKind.Sidecar, ReadKind.VirtualService,
    ];

    /// <summary>What may mend the way of a request that seems to break.</summary>
    private static readonly ReadKind[] Mending =
        [
            ReadKind.DestinationRule, ReadKind.EnvoyFilter, ReadKind.Gateway, ReadKind.Service, ReadKind.ServiceEntry,
            ReadKind.VirtualService
        ];

    /// <summary>The same tree, with the ends that are not known.</summary>
    /// <param name="mesh">All clusters.</param>
    /// <param name="root">The first hop.</param>
    public static TraceNode Mark(RoutingMesh mesh, TraceNode root) =>
        mesh.Clusters.Any(cluster => cluster.Unread.Count > 0) ? Mark(mesh, root, []) : root;

    private static TraceNode Mark(RoutingMesh mesh, TraceNode node, IReadOnlyList<string> way)
    {
        IReadOnlyList<string> here = way.Contains(node.Cluster, StringComparer.Ordinal) ? way : [.. way, node.Cluster];
        if (node.Next.Count > 0) return node with { Next = [.. node.Next.Select(next => Mark(mesh, next, here))] };
        var deciding = node.Outcome switch { TraceOutcome.Delivered => Breaking, TraceOutcome.Broken => Mending, _ => [] };
        var unread = here.Select(name => mesh[name]).OfType<RoutingCluster>()
            .Select(cluster => (cluster.Name, Kinds: Unread(cluster, deciding)))
            .Where(entry => entry.Kinds.Length > 0)
            .Select(entry => $"the objects of {entry.Name} of the kind {entry.Kinds} are not known, which may decide otherwise").ToList();
        return unread.Count == 0
            ? node
            : node with
            {
                Outcome = TraceOutcome.Unknown,
                Finding = null,
                Why = string.Join("; ", unread.Prepend(node.Why).Where(text => text.Length > 0))
            };
    }

    private static string Unread(RoutingCluster cluster, IEnumerable<ReadKind> kinds) =>
        string.Join(", ", kinds.Select(kind => kind.Title).Where(cluster.Unread.Contains).Order(StringComparer.Ordinal));
}
