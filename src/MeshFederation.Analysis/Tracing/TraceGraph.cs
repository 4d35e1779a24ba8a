using MeshFederation.Model.Tracing;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The hops of a trace as the nodes and edges of a drawing.</summary>
internal sealed class TraceGraph
{
    private readonly Dictionary<(string Branch, int Hop), int> _ids = [];

    public TraceGraph(IReadOnlyList<MeshHop> hops)
    {
        Hops = hops;
        for (var i = 0; i < hops.Count; i++) _ids[(hops[i].Branch, hops[i].Hop)] = i;
    }

    public IReadOnlyList<MeshHop> Hops { get; }

    /// <summary>The clusters in the order in which the request comes to them, with the hops in each.</summary>
    public IEnumerable<IGrouping<string, int>> Clusters =>
        Enumerable.Range(0, Hops.Count).GroupBy(i => Hops[i].Cluster, StringComparer.Ordinal);

    /// <summary>What a node says, line by line.</summary>
    public static IEnumerable<string> Lines(MeshHop hop) =>
        new[] { hop.Step.ToString(), hop.Object, hop.Decision }.Concat(hop.Term.Select(term => term.Text))
            .Append(hop.Finding?.Rule ?? "").Where(line => line.Length > 0);

    /// <summary>The edges; where the traffic is shared out an edge has its share.</summary>
    public IEnumerable<(int From, int To, string Label)> Edges()
    {
        for (var i = 0; i < Hops.Count; i++)
        {
            var hop = Hops[i];
            if (_ids.TryGetValue((hop.Branch, hop.Hop - 1), out var before)) yield return (before, i, "");
            else if (_ids.TryGetValue((Parent(hop.Branch), hop.Hop - 1), out var parent))
                yield return (parent, i, Label(hop, Hops[parent]));
        }
    }

    private static string Label(MeshHop hop, MeshHop before) =>
        hop.Condition == before.Condition ? FormattableString.Invariant($"{hop.Share:0.##} %") : hop.Condition;

    private static string Parent(string branch) => branch.LastIndexOf('.') is >= 0 and var dot ? branch[..dot] : "";
}
