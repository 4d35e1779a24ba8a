using MeshFederation.Model.Tracing;

namespace MeshFederation.Analysis.Tracing;

/// <summary>Lays the tree of nodes out as hops, the trunk first and then branch by branch, with the lines that a table shows.</summary>
internal static class TraceTree
{
    public static IReadOnlyList<MeshHop> Flatten(TraceNode root)
    {
        var hops = new List<MeshHop>();
        Add(root, new(1, "", 100, "", "", 0, ""), hops);
        return hops;
    }

    private static void Add(TraceNode node, Place place, List<MeshHop> hops)
    {
        while (true)
        {
            hops.Add(Hop(node, place));
            place = place with { Hop = place.Hop + 1, First = place.Rest };
            if (node.Next.Count != 1) break;
            node = node.Next[0];
        }

        for (var i = 0; i < node.Next.Count; i++)
        {
            var isLast = i == node.Next.Count - 1;
            var branch = FormattableString.Invariant($"{(place.Branch.Length == 0 ? "" : place.Branch + ".")}{i + 1}");
            var next = node.Next[i];
            var share = place.Share * next.Share / 100;
            Add(
                next,
                new(
                    place.Hop,
                    branch,
                    share,
                    place.Rest + (isLast ? "└─ " : "├─ "),
                    place.Rest + (isLast ? "   " : "│  "),
                    next.Condition.Length > 0 ? next.Priority : place.Priority,
                    next.Condition.Length > 0 ? next.Condition : place.Condition),
                hops);
        }
    }

    private static MeshHop Hop(TraceNode node, Place place) => new(
        hop: place.Hop,
        branch: place.Branch,
        share: Math.Round(place.Share, 2),
        cluster: node.Cluster,
        step: node.Step,
        obj: node.Reference,
        decision: node.Decision,
        why: node.Why,
        outcome: node.Outcome)
    {
        Finding = node.Finding,
        Host = node.Values.Host,
        Subset = node.Values.Subset,
        Port = node.Values.Port,
        Route = node.Values.Route,
        Destination = node.Values.Destination,
        Term = node.Values.Term,
        Tls = node.Values.Tls,
        Endpoint = node.Values.Endpoint,
        Priority = place.Priority,
        Condition = place.Condition,
        Status = node.Values.Status,
        ResponseFlag = node.Values.ResponseFlag,
        Tree = place.First + node.Step,
    };

    /// <summary>Where a hop is: First are the lines before the first hop of a branch, Rest those before the others.</summary>
    private sealed record Place(int Hop, string Branch, double Share, string First, string Rest, int Priority, string Condition);
}
