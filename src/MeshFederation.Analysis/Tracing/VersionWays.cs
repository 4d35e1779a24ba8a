using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// Says of the ends of a way that they are not known where calls end otherwise, or in another order, in other versions that the cluster of
/// the caller may have. What breaks in every version breaks.
/// </summary>
internal static class VersionWays
{
    /// <summary>The same way, with the ends that are not known.</summary>
    /// <param name="client">The cluster of the caller.</param>
    /// <param name="host">The host that is called.</param>
    /// <param name="own">The way in the version that is assumed.</param>
    /// <param name="ways">The ways in the other versions, in their order.</param>
    public static TraceNode Mark(RoutingCluster client, string host, TraceNode own, List<TraceNode> ways)
    {
        if (ways.Count == 0) return own;
        var form = Form(own);
        var place = ways.FindIndex(way => Form(way) != form);
        if (place < 0) return own;
        if (own.Next.Count > 0 && ways.TrueForAll(way => way.Next.Count == own.Next.Count && Hop(way) == Hop(own)))
        {
            return own with
            {
                Next = [.. own.Next.Select((next, branch) => Mark(client, host, next, ways.ConvertAll(way => way.Next[branch])))],
            };
        }

        var question = $"calls to '{host}' go from {client.Name} as in Istio {client.Facts.IstioVersion}, and not as in "
            + $"{client.OtherVersions[place].Facts.IstioVersion},";
        return Doubted(own, VersionDoubts.Of(client.Name, question), ways);
    }

    private static TraceNode Doubted(TraceNode node, CallBreak doubt, List<TraceNode> ways)
    {
        if (node.Next.Count > 0) return node with { Next = [.. node.Next.Select(next => Doubted(next, doubt, ways))] };
        if (node.Outcome is not (TraceOutcome.Delivered or TraceOutcome.Broken)) return node;
        var isRefused = node.Fault == CallFaults.AccessDenied;
        if (node.Outcome == TraceOutcome.Broken && ways.TrueForAll(way => IsBroken(way, isRefused))) return node;
        var target = node.Reference.Length > 0 ? node.Reference : node.Decision;
        return (node with { Why = $"{node.Why}; {doubt.Sentence}" }).Gets(null, "").Ends(TraceOutcome.Unknown, doubt, target);
    }

    /// <summary>Whether calls break anywhere on a way.</summary>
    public static bool IsBroken(TraceNode node) => IsBroken(node, areRefusalsBreaks: true);

    /// <summary>Policies may mean what they refuse, so that a call which they alone end is not one that breaks in every version.</summary>
    private static bool IsBroken(TraceNode node, bool areRefusalsBreaks) => node.Next.Count > 0
        ? node.Next.Any(next => IsBroken(next, areRefusalsBreaks))
        : node.Outcome == TraceOutcome.Broken && (areRefusalsBreaks || node.Fault != CallFaults.AccessDenied);

    /// <summary>Where calls go and in which order, whatever objects decide it.</summary>
    private static string Form(TraceNode node) => $"{Hop(node)} [{string.Join(' ', node.Next.Select(Form))}]";

    private static string Hop(TraceNode node) =>
        FormattableString.Invariant($"{node.Cluster} {node.Step} {node.Share:F1} {node.Priority} {node.Outcome}");
}
