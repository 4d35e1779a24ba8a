using System.Text;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Analysis.Tracing;

/// <summary>Writes a trace as a Mermaid flowchart: a box for each cluster, breaks in red.</summary>
public static class MermaidTrace
{
    /// <summary>Writes a trace.</summary>
    /// <param name="hops">The hops.</param>
    /// <returns>The text, lines ending in <c>\n</c>.</returns>
    public static string Write(IReadOnlyList<MeshHop> hops)
    {
        var graph = new TraceGraph(hops);
        var output = new StringBuilder("flowchart LR\n");
        foreach (var cluster in graph.Clusters)
        {
            output.Append("  subgraph ").Append(Id(cluster.Key)).Append("[\"").Append(Escaped(cluster.Key)).Append("\"]\n");
            foreach (var i in cluster) output.Append(FormattableString.Invariant($"    h{i}[\"{Text(hops[i])}\"]{Class(hops[i])}\n"));
            output.Append("  end\n");
        }

        foreach (var (from, to, label) in graph.Edges())
            output.Append(FormattableString.Invariant($"  h{from} -->{(label.Length == 0 ? "" : $"|\"{label}\"|")} h{to}\n"));
        return output.Append("  classDef broken fill:#c62828,stroke:#8e0000,color:#fff\n  classDef delivered "
            + "fill:#2e7d32,stroke:#005005,color:#fff\n  classDef unknown stroke-dasharray:4\n").ToString();
    }

    private static string Text(MeshHop hop) =>
        string.Join("<br/>", TraceGraph.Lines(hop).Select(Escaped));

    private static string Class(MeshHop hop) => hop.Outcome switch
    {
        TraceOutcome.Broken => ":::broken",
        TraceOutcome.Delivered or TraceOutcome.Answered => ":::delivered",
        TraceOutcome.Unknown => ":::unknown",
        _ => "",
    };

    private static string Id(string cluster) => "c_" + cluster.Replace('-', '_').Replace('.', '_');

    /// <summary>Inside quotes only quotes and signs of markup have a meaning of their own; Mermaid takes them as entities.</summary>
    private static string Escaped(string text) =>
        text.Replace("#", "#35;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal)
            .Replace("<", "#lt;", StringComparison.Ordinal).Replace(">", "#gt;", StringComparison.Ordinal);
}
