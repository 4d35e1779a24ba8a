using MeshFederation.Reporting.Topology.Layout;

namespace MeshFederation.Reporting.Topology.Drawing;

/// <summary>Draws what is above and below a house's floors: the roof, the name and what is worth knowing, and the ground.</summary>
internal static class HouseDrawing
{
    private const double RoofHeight = 30;
    private const double Eaves = 8;
    private const double LineHeight = 15;

    /// <summary>How high the houses' heads are, so that all floors begin at one height.</summary>
    public static double HeadHeight(PictureMeasures measures) =>
        Math.Max(RoofHeight + 34 + (measures.FactCount * LineHeight), LegendDrawing.Height);

    public static void Head(Markup svg, PictureMeasures measures, House house, int index, double height)
    {
        var (left, middle, right) = (measures.Left(index), measures.Middle(index), measures.Left(index) + measures.House);
        Wall(svg, measures, index, RoofHeight, height - RoofHeight);
        svg.Empty(
            "path",
            ("class", "roof"),
            ("d", FormattableString.Invariant(
                $"M{Markup.Number(left - Eaves)} {RoofHeight} L{Markup.Number(middle)} 4 L{Markup.Number(right + Eaves)} {RoofHeight} Z")));
        var width = measures.House - (2 * PictureMeasures.Inset);
        svg.Open("g").Text("title", house.Name + "\n" + string.Join('\n', house.Facts()));
        svg.Text(
            "text",
            TextFit.CutBold(house.Name, width - (house.Problems.Count > 0 ? 70 : 0), PictureMeasures.NameSize),
            ("class", "name middle"),
            ("x", middle),
            ("y", RoofHeight + 22));
        foreach (var (line, fact) in house.Facts().Take(measures.FactCount).Select((fact, line) => (line, fact)))
        {
            svg.Text(
                "text",
                TextFit.Cut(fact, width, PictureMeasures.SmallSize),
                ("class", "small muted middle"),
                ("x", middle),
                ("y", RoofHeight + 40 + (line * LineHeight)));
        }

        svg.Close("g").Line();
        Badge.Draw(svg, right - PictureMeasures.Inset, RoofHeight + 17, house.Problems);
    }

    /// <summary>A piece of a house's body.</summary>
    public static void Wall(Markup svg, PictureMeasures measures, int index, double top, double height)
    {
        var (left, right) = (measures.Left(index), measures.Left(index) + measures.House);
        svg.Empty("rect", ("class", "wall"), ("x", left), ("y", top), ("width", measures.House), ("height", height));
        foreach (var side in new[] { left, right })
            svg.Empty("line", ("class", "side"), ("x1", side), ("y1", top), ("x2", side), ("y2", top + height));
        svg.Line();
    }

    public static void Ground(Markup svg, PictureMeasures measures, int index)
    {
        var left = measures.Left(index);
        svg.Empty("line", ("class", "ground"), ("x1", left - Eaves), ("y1", 2.0), ("x2", left + measures.House + Eaves), ("y2", 2.0))
            .Line();
    }
}
