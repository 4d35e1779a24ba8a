using System.Text;

namespace MeshFederation.Reporting.Topology.Graphs;

/// <summary>Writes a topology as a Mermaid flowchart: a box for each cluster, in it one for each service with its versions.</summary>
internal sealed class MermaidTopology(MeshTopology topology)
{
    private readonly StringBuilder _text = new();

    public string Write()
    {
        if (topology.Title != MeshTopology.UsualTitle) FrontMatter();
        _text.Append("%% ").Append(TopologyFormats.Mark).Append("\nflowchart LR\n");
        for (var house = 0; house < topology.Houses.Count; house++) House(house);
        for (var floor = 0; floor < topology.Floors.Count; floor++) Arrows(floor);
        Classes();
        Line(1, "classDef error fill:#fdecee,stroke:#c81e2f,stroke-width:2px,color:#1b2430");
        Line(1, "classDef warning fill:#fef6dc,stroke:#a16207,stroke-width:2px,color:#1b2430");
        Line(1, "classDef note stroke:#0369a1");
        foreach (var problem in topology.Problems)
            _text.Append("%% ").Append(OneLine($"{problem.Number}. {problem.Headline}: {problem.Finding.Message}")).Append('\n');
        return _text.ToString();
    }

    /// <summary>Only there a diagram can have a title (https://mermaid.js.org/config/configuration.html#frontmatter-config).</summary>
    private void FrontMatter()
    {
        var title = OneLine(topology.Title).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        _text.Append("---\ntitle: \"").Append(title).Append("\"\n---\n");
    }

    private void House(int house)
    {
        Line(1, $"subgraph {GraphNames.House(house)}[\"{Escaped(topology.Houses[house].Name)}\"]");
        for (var floor = 0; floor < topology.Floors.Count; floor++)
        {
            if (topology.Floors[floor].Rooms[house] is { } room) Room(house, floor, room);
        }

        if (TunnelGraph.OfHouse(topology, house) is var (name, text)) Line(2, $"{name}{{{{\"{Escaped(text)}\"}}}}");
        Line(1, "end");
    }

    private void Room(int house, int floor, Room room)
    {
        Line(2, $"subgraph {GraphNames.Room(house, floor)}[\"{Escaped(topology.Floors[floor].Service.ToString())}\"]");
        if (room.Calls) Line(3, $"{GraphNames.Caller(house, floor)}([\"callers\"])");
        for (var pods = 0; pods < room.Pods.Count; pods++)
            Line(3, $"{GraphNames.Pods(house, floor, pods)}[\"{Escaped(room.Pods[pods].Text)}\"]");
        foreach (var (name, text) in TunnelGraph.OfRoom(topology.Floors[floor], floor, house))
            Line(3, $"{name}{{{{\"{Escaped(text)}\"}}}}");
        Line(2, "end");
    }

    private void Arrows(int index)
    {
        var floor = topology.Floors[index];
        foreach (var house in Enumerable.Range(0, topology.Houses.Count))
        {
            foreach (var flow in floor.FlowsFrom(house))
            {
                foreach (var branch in flow.BranchesFrom(house))
                {
                    var label = GraphNames.Label(floor, flow, branch);
                    var arrow = flow.IsSplit && !branch.IsBeside ? "-->" : "-.->";
                    var (from, to) = TunnelGraph.Share(floor, index, house, branch);
                    Line(1, $"{from} {arrow}{(label.Length == 0 ? "" : $"|\"{Escaped(label)}\"|")} {to}");
                }
            }
        }

        foreach (var (from, to) in TunnelGraph.Arrows(floor, index)) Line(1, $"{from} --> {to}");
    }

    private void Classes()
    {
        for (var house = 0; house < topology.Houses.Count; house++)
        {
            Class(GraphNames.House(house), topology.Houses[house].Problems);
            for (var floor = 0; floor < topology.Floors.Count; floor++)
                Class(GraphNames.Room(house, floor), topology.Floors[floor].Rooms[house]?.Problems ?? []);
        }
    }

    private void Class(string name, IReadOnlyList<NumberedProblem> problems)
    {
        if (problems.Count > 0) Line(1, $"class {name} {NumberedProblem.Worst(problems)}");
    }

    private void Line(int depth, string text) => _text.Append(' ', 2 * depth).Append(text).Append('\n');

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    // Inside quotes Mermaid takes entities, markup, and Markdown between backticks.
    private static string Escaped(string text) => OneLine(text)
        .Replace("#", "#35;", StringComparison.Ordinal)
        .Replace("&", "#amp;", StringComparison.Ordinal)
        .Replace("\"", "#quot;", StringComparison.Ordinal)
        .Replace("<", "#lt;", StringComparison.Ordinal)
        .Replace(">", "#gt;", StringComparison.Ordinal)
        .Replace("`", "#96;", StringComparison.Ordinal);
}
