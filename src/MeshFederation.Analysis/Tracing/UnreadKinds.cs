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
    /// <summary>The same tree, with the ends that are not known.</summary>
    /// <param name="mesh">All clusters.</param>
    /// <param name="root">The first hop.</param>
    public static TraceNode Mark(RoutingMesh mesh, TraceNode root) =>
        mesh.Clusters.Any(cluster => cluster.Unread.Count > 0) ? Mark(mesh, root, []) : root;

    private static TraceNode Mark(RoutingMesh mesh, TraceNode node, IReadOnlyList<string> way)
    {
        IReadOnlyList<string> here = way.Contains(node.Cluster, StringComparer.Ordinal) ? way : [.. way, node.Cluster];
        if (node.Next.Count > 0) return node with { Next = [.. node.Next.Select(next => Mark(mesh, next, here))] };
        Func<ReadKind, bool> decides = node.Outcome switch
        {
            TraceOutcome.Delivered => static kind => kind.MayBreak,
            TraceOutcome.Broken => static kind => kind.MayMend,
            _ => static _ => false,
        };
        var unread = here.Select(name => mesh[name]).OfType<RoutingCluster>().Select(cluster => Of(cluster, decides))
            .Where(text => text.Length > 0).ToList();
        return unread.Count == 0 ? node : Unknown(node, unread);
    }

    /// <summary>The same tree, whose ends hang on objects that could not be read.</summary>
    /// <param name="node">The first hop.</param>
    /// <param name="unread">That they are not known, in words; empty where they are.</param>
    public static TraceNode Doubt(TraceNode node, string unread)
    {
        if (unread.Length == 0) return node;
        if (node.Next.Count > 0) return node with { Next = [.. node.Next.Select(next => Doubt(next, unread))] };
        return node.Outcome is TraceOutcome.Delivered or TraceOutcome.Broken ? Unknown(node, [unread]) : node;
    }

    private static TraceNode Unknown(TraceNode node, List<string> unread) => node with
    {
        Outcome = TraceOutcome.Unknown,
        Finding = null,
        Why = string.Join("; ", unread.Prepend(node.Why).Where(text => text.Length > 0)),
    };

    /// <summary>That objects of a cluster are not known, in words; empty where all of the kinds are.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="decides">The kinds that count.</param>
    public static string Of(RoutingCluster cluster, Func<ReadKind, bool> decides)
    {
        var kinds = ReadKind.All.Where(decides).Select(kind => kind.Title).Where(cluster.Unread.Contains).Order(StringComparer.Ordinal)
            .ToList();
        return kinds.Count == 0 ? ""
            : $"the objects of {cluster.Name} of the kind {string.Join(", ", kinds)} are not known, which may decide otherwise";
    }
}
