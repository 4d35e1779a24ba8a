using MeshFederation.Reporting.Topology.Layout;

namespace MeshFederation.Reporting.Topology.Drawing;

/// <summary>Writes the name of a floor's service before the street, and what its arrows mean.</summary>
internal static class GutterDrawing
{
    public static void Draw(Markup svg, PictureMeasures measures, Floor floor)
    {
        var width = measures.Gutter - 20;
        svg.Open("g").Text("title", $"{floor.Service} {floor.Ports}");
        svg.Text("text", TextFit.CutBold(floor.Service.Name, width, PictureMeasures.NameSize), ("class", "name"), ("x", 14.0), ("y", 26.0));
        svg.Text(
            "text",
            TextFit.Cut(PictureMeasures.GutterFacts(floor), width, PictureMeasures.SmallSize),
            ("class", "small muted"),
            ("x", 14.0),
            ("y", 42.0));
        svg.Close("g");
        foreach (var flow in floor.ExplainedFlows)
        {
            var y = 58.0 + (flow.Index * 16);
            svg.Open("g", ("class", FlowDrawing.Colour(flow))).Text("title", flow.Text)
                .Empty("path", ("class", flow.IsSplit ? "line" : "line open"), ("d", $"M14 {Markup.Number(y - 4)} h18"))
                .Text("text", TextFit.Cut(flow.Text, width - 24, PictureMeasures.SmallSize), ("class", "small"), ("x", 38.0), ("y", y))
                .Close("g");
        }

        var row = floor.ExplainedFlows.Count;
        foreach (var (text, title) in floor.PassageLines)
        {
            svg.Open("g").Text("title", title)
                .Text(
                    "text", TextFit.Cut(text, width, PictureMeasures.SmallSize), ("class", "small muted"), ("x", 14.0),
                    ("y", 58.0 + (row++ * 16)))
                .Close("g");
        }

        svg.Line();
    }
}
