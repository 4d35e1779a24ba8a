using System.Text;

namespace MeshFederation.Reporting.Topology.Graphs;

/// <summary>Writes a topology as a Graphviz digraph: a cluster for each cluster, in it one for each service with its versions.</summary>
internal sealed class DotTopology(MeshTopology topology)
{
    private readonly StringBuilder _text = new();

    public string Write()
    {
        _text.Append("// ").Append(TopologyFormats.Mark).Append('\n');
        Line(0, "digraph mesh {");
        Line(1, $"graph [rankdir=LR, newrank=true, fontname=\"sans-serif\", label=\"{Escaped(topology.Title)}\", labelloc=t];");
        Line(1, "node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];");
        Line(1, "edge [fontname=\"sans-serif\", fontsize=10];");
        for (var house = 0; house < topology.Houses.Count; house++) House(house);
        for (var floor = 0; floor < topology.Floors.Count; floor++) Arrows(floor);
        Line(0, "}");
        return _text.ToString();
    }

    private void House(int house)
    {
        Line(1, $"subgraph cluster_{GraphNames.House(house)} {{");
        Line(2, $"label=\"{Escaped(topology.Houses[house].Name)}\";{Colour(topology.Houses[house].Problems)}");
        for (var floor = 0; floor < topology.Floors.Count; floor++)
        {
            if (topology.Floors[floor].Rooms[house] is { } room) Room(house, floor, room);
        }

        if (TunnelGraph.OfHouse(topology, house) is var (name, text)) Line(2, $"{name} [label=\"{Escaped(text)}\", shape=hexagon];");
        Line(1, "}");
    }

    private void Room(int house, int floor, Room room)
    {
        Line(2, $"subgraph cluster_{GraphNames.Room(house, floor)} {{");
        Line(3, $"label=\"{Escaped(topology.Floors[floor].Service.ToString())}\";{Colour(room.Problems)}");
        if (room.Calls) Line(3, $"{GraphNames.Caller(house, floor)} [label=\"callers\", shape=ellipse];");
        for (var pods = 0; pods < room.Pods.Count; pods++)
            Line(3, $"{GraphNames.Pods(house, floor, pods)} [label=\"{Escaped(room.Pods[pods].Text)}\"];");
        foreach (var (name, text) in TunnelGraph.OfRoom(topology.Floors[floor], floor, house))
            Line(3, $"{name} [label=\"{Escaped(text)}\", shape=hexagon];");
        Line(2, "}");
    }

    private void Arrows(int index)
    {
        var floor = topology.Floors[index];
        foreach (var house in Enumerable.Range(0, topology.Houses.Count))
        {
            foreach (var flow in floor.FlowsFrom(house))
            {
                foreach (var branch in flow.BranchesFrom(house)) Arrow(floor, index, house, flow, branch);
            }
        }

        foreach (var (from, to) in TunnelGraph.Arrows(floor, index)) Line(1, $"{from} -> {to};");
    }

    private void Arrow(Floor floor, int index, int house, TrafficFlow flow, FlowBranch branch)
    {
        var broken = NumberedProblem.Worst(floor.Rooms[branch.House]!.Problems) == "error"
            || NumberedProblem.Worst(floor.Rooms[house]!.Problems) == "error";
        string[] attributes =
        [
            $"label=\"{Escaped(GraphNames.Label(floor, flow, branch))}\"",
            .. flow.IsSplit ? !branch.IsBeside ? Array.Empty<string>() : ["style=dotted"] : ["style=dashed"],
            .. broken ? ["color=\"#c81e2f\", fontcolor=\"#c81e2f\""] : Array.Empty<string>(),
        ];
        var (from, to) = TunnelGraph.Share(floor, index, house, branch);
        Line(1, $"{from} -> {to} [{string.Join(", ", attributes)}];");
    }

    private static string Colour(IReadOnlyList<NumberedProblem> problems) => NumberedProblem.Worst(problems) switch
    {
        "error" => " color=\"#c81e2f\"; fontcolor=\"#c81e2f\"; penwidth=2;",
        "warning" => " color=\"#a16207\"; fontcolor=\"#a16207\"; penwidth=2;",
        _ => "",
    };

    private void Line(int depth, string text) => _text.Append(' ', 2 * depth).Append(text).Append('\n');

    private static string Escaped(string text) =>
        text.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
