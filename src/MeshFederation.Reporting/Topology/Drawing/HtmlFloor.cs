using System.Globalization;
using MeshFederation.Reporting.Topology.Layout;

namespace MeshFederation.Reporting.Topology.Drawing;

/// <summary>Writes floors into a page, each with what search finds it by.</summary>
internal sealed class HtmlFloor
{
    private readonly Markup _html;
    private readonly PictureMeasures _measures;
    private readonly MeshTopology _topology;
    private readonly string _gutterStyle;

    public HtmlFloor(Markup html, PictureMeasures measures, MeshTopology topology, string gutterStyle) =>
        (_html, _measures, _topology, _gutterStyle) = (html, measures, topology, gutterStyle);

    public void Write(int index)
    {
        var floor = _topology.Floors[index];
        var layout = new FloorLayout(_measures, floor);
        var houses = Enumerable.Range(0, floor.Rooms.Count).Where(house => floor.Rooms[house] is not null).ToList();
        _html.Open(
            "section",
            ("class", "row floor"),
            ("id", FormattableString.Invariant($"s{index}")),
            ("data-text", SearchText(floor, houses)),
            ("data-clusters", string.Join(' ', houses.Select(house => house.ToString(CultureInfo.InvariantCulture)))),
            ("data-calls", string.Join(' ', floor.Calls().Select(call => Floor.CallName(call.From, call.To)))),
            ("data-left", _measures.Left(houses[0]) - _measures.Gap),
            ("data-problems", floor.HasProblems ? "1" : ""));
        Gutter(floor);
        var splits = string.Join(
            "; ",
            new[] { $"{floor.Service}: {floor.Service.TrafficSplit}" }.Concat(floor.Service.GatewaySplit.Select(split => $"{split}")));
        _html.Open("svg", ("width", _measures.Street), ("height", layout.Height), ("role", "img"), ("aria-label", splits));
        new FloorDrawing(_html, _measures, _topology).Draw(floor, layout);
        _html.Raw("</svg></section>\n");
    }

    private void Gutter(Floor floor)
    {
        _html.Open("div", ("class", "gutter"), ("style", _gutterStyle), ("title", $"{floor.Service} {floor.Ports}"))
            .Text("h2", floor.Service.Name).Text("p", PictureMeasures.GutterFacts(floor)).Raw("<ul>");
        foreach (var flow in floor.ExplainedFlows)
        {
            _html.Open("li", ("class", FlowDrawing.Colour(flow)), ("title", flow.Text)).Raw("<svg aria-hidden=\"true\">")
                .Empty("path", ("class", flow.IsSplit ? "line" : "line open"), ("d", "M2 4 h18"))
                .Raw("</svg>")
                .Content(flow.Text)
                .Raw("</li>");
        }

        _html.Raw("</ul>");
        foreach (var (text, title) in floor.PassageLines) _html.Text("p", text, ("title", title));
        _html.Raw("</div>");
    }

    private string SearchText(Floor floor, IEnumerable<int> houses) => string.Join(
        ' ',
        new[] { floor.Service.ToString(), floor.Ports }
            .Concat(houses.Select(house => _topology.Houses[house].Name))
            .Concat(floor.Rooms.SelectMany(room => room?.Pods ?? []).Select(pods => pods.Text))
            .Concat(floor.Flows.Select(flow => flow.Text))
            .Concat(floor.Passages.Values.Select(passage => passage.ToString()))
            .Concat(floor.Rooms.SelectMany(room => room?.Problems ?? []).Select(problem => problem.Finding.Rule))
            .Distinct(StringComparer.Ordinal)).ToLowerInvariant();
}
