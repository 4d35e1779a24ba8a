using MeshFederation.Reporting.Topology.Layout;

namespace MeshFederation.Reporting.Topology.Drawing;

/// <summary>Draws the whole topology as one SVG 1.1 picture with its style in it, and nothing from elsewhere.</summary>
internal sealed class SvgPicture
{
    private const double TitleHeight = 64;
    private const double NarrowestPicture = 640;

    private readonly MeshTopology _topology;
    private readonly PictureMeasures _measures;
    private readonly Markup _svg = new();

    public SvgPicture(MeshTopology topology) => (_topology, _measures) = (topology, new PictureMeasures(topology));

    public string Write()
    {
        var layouts = _topology.Floors.Select(floor => new FloorLayout(_measures, floor)).ToList();
        var width = Math.Max(NarrowestPicture, _measures.Gutter + _measures.Street);
        var head = HouseDrawing.HeadHeight(_measures);
        var bottom = TitleHeight + head + layouts.Sum(layout => layout.Height);
        var list = new ProblemListDrawing(_topology, width);

        _svg.Raw($"<!-- {TopologyFormats.Mark} -->").Line();
        var height = bottom + 20 + list.Height;
        _svg.Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", width),
            ("height", height),
            ("viewBox", $"0 0 {Markup.Number(width)} {Markup.Number(height)}"),
            ("role", "img"),
            ("aria-label", $"{_topology.Title}: {TopologyCount.Of(_topology)}")).Line();
        _svg.Raw("<style>\n").Raw(Resource.Read("Picture.css")).Raw("</style>\n");
        _svg.Empty("rect", ("class", "page"), ("width", width), ("height", height)).Line();
        _svg.Text("text", TextFit.CutBold(_topology.Title, width - 28, 19), ("class", "title"), ("x", 14.0), ("y", 32.0));
        _svg.Text(
            "text",
            TextFit.Cut(TopologyCount.Of(_topology), width - 28, PictureMeasures.TextSize),
            ("class", "muted"),
            ("x", 14.0),
            ("y", 51.0)).Line();

        Group(0, TitleHeight, () => LegendDrawing.Draw(_svg, _topology, head));
        Group(_measures.Gutter, TitleHeight, () => Heads(head));
        Floors(layouts, TitleHeight + head);
        Group(_measures.Gutter, bottom, Grounds);
        Group(0, bottom + 20, () => list.Draw(_svg));
        return _svg.Close("svg").Line().ToString();
    }

    private void Heads(double height)
    {
        for (var house = 0; house < _topology.Houses.Count; house++)
            HouseDrawing.Head(_svg, _measures, _topology.Houses[house], house, height);
    }

    private void Floors(List<FloorLayout> layouts, double top)
    {
        var drawing = new FloorDrawing(_svg, _measures, _topology);
        for (var index = 0; index < layouts.Count; index++)
        {
            var (floor, layout) = (_topology.Floors[index], layouts[index]);
            Group(0, top, () => GutterDrawing.Draw(_svg, _measures, floor));
            Group(_measures.Gutter, top, () => drawing.Draw(floor, layout));
            top += layout.Height;
        }
    }

    private void Grounds()
    {
        for (var house = 0; house < _topology.Houses.Count; house++) HouseDrawing.Ground(_svg, _measures, house);
    }

    private void Group(double x, double y, Action content)
    {
        _svg.Open("g", ("transform", $"translate({Markup.Number(x)} {Markup.Number(y)})")).Line();
        content();
        _svg.Close("g").Line();
    }
}
