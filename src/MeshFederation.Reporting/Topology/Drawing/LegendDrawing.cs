namespace MeshFederation.Reporting.Topology.Drawing;

/// <summary>Says what the signs mean, in the free corner before the roofs.</summary>
internal static class LegendDrawing
{
    /// <summary>The height that all lines need.</summary>
    public const double Height = (6 * LineHeight) + 12;

    private const double LineHeight = 17;

    public static void Draw(Markup svg, MeshTopology topology, double bottom)
    {
        var problems = topology.Problems.Count > 0;
        var split = topology.Floors.Any(floor => floor.Flows.Any(flow => flow.IsSplit));
        var open = topology.Floors.Any(floor => floor.Flows.Any(flow => !flow.IsSplit));
        var spare = topology.Floors.Any(floor => floor.Flows.Any(flow => flow.Branches.Any(branch => branch.Rank > 0)));
        var copied = topology.Floors.Any(floor => floor.Flows.Any(flow => flow.Branches.Any(branch => branch.CopiedPercent is not null)));
        var y = bottom - 10 - (LineHeight * (1 + Count(problems) + Count(split) + Count(open) + Count(spare || copied)));
        Flow(svg).Empty("circle", ("class", "dot"), ("cx", 24.0), ("cy", y - 4), ("r", 4.5)).Close("g");
        Word(svg, ref y, "requests start here");
        if (split) Arrow(svg, ref y, "line", "share of the requests");
        if (open) Arrow(svg, ref y, "line open", "not split, by host name");
        if (spare || copied) Arrow(svg, ref y, "line spare", Beside(spare, copied));
        svg.Empty("rect", ("class", "chip idle"), ("x", 14.0), ("y", y - 10), ("width", 20.0), ("height", 12.0), ("rx", 3.0));
        Word(svg, ref y, "version without requests");
        if (!problems) return;
        svg.Open("g", ("class", "badge error"))
            .Empty("rect", ("x", 16.0), ("y", y - 12), ("width", 16.0), ("height", 16.0), ("rx", 8.0))
            .Text("text", "1", ("x", 24.0), ("y", y))
            .Close("g");
        Word(svg, ref y, "problem, in the list");
    }

    private static void Arrow(Markup svg, ref double y, string line, string text)
    {
        Flow(svg)
            .Empty("path", ("class", line), ("d", $"M14 {Markup.Number(y - 4)} h14"))
            .Empty("path", ("class", "head"), ("d", $"M34 {Markup.Number(y - 4)} l-8 -4.5 v9 Z"))
            .Close("g");
        Word(svg, ref y, text);
    }

    private static Markup Flow(Markup svg) => svg.Open("g", ("class", "flow0"));

    private static void Word(Markup svg, ref double y, string text)
    {
        svg.Text("text", text, ("class", "small muted"), ("x", 42.0), ("y", y)).Line();
        y += LineHeight;
    }

    private static string Beside(bool spare, bool copied) => (spare, copied) switch
    {
        (true, true) => "takes over, or gets copies",
        (true, false) => "takes over when others fail",
        _ => "copies of the requests",
    };

    private static int Count(bool shown) => shown ? 1 : 0;
}
