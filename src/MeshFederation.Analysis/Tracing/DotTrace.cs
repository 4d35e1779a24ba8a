using System.Text;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Analysis.Tracing;

/// <summary>Writes a trace as a Graphviz digraph: a box for each cluster, breaks in red.</summary>
public static class DotTrace
{
    /// <summary>Writes a trace.</summary>
    /// <param name="hops">The hops.</param>
    /// <returns>The text, lines ending in <c>\n</c>.</returns>
    public static string Write(IReadOnlyList<MeshHop> hops)
    {
        var graph = new TraceGraph(hops);
        var output = new StringBuilder("digraph trace {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\", fontsize=10];\n");
        foreach (var cluster in graph.Clusters)
        {
            output.Append("  subgraph \"cluster_")
                .Append(Escaped(cluster.Key))
                .Append("\" {\n    label=\"")
                .Append(Escaped(cluster.Key))
                .Append("\";\n");
            foreach (var i in cluster)
                output.Append(FormattableString.Invariant($"    h{i} [label=\"{Text(hops[i])}\"{Style(hops[i])}];\n"));
            output.Append("  }\n");
        }

        foreach (var (from, to, label) in graph.Edges())
            output.Append(FormattableString.Invariant($"  h{from} -> h{to}{(label.Length == 0 ? "" : $" [label=\"{label}\"]")};\n"));
        return output.Append("}\n").ToString();
    }

    private static string Text(MeshHop hop) =>
        string.Join("\\n", TraceGraph.Lines(hop).Select(Escaped));

    private static string Style(MeshHop hop) => hop.Outcome switch
    {
        TraceOutcome.Broken => ", style=filled, fillcolor=\"#c62828\", fontcolor=white",
        TraceOutcome.Delivered or TraceOutcome.Answered => ", style=filled, fillcolor=\"#2e7d32\", fontcolor=white",
        TraceOutcome.Unknown => ", style=dashed",
        _ => "",
    };

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
