using System.Security.Cryptography;
using System.Text;
using MeshFederation.Reporting.Topology.Layout;

namespace MeshFederation.Reporting.Topology.Drawing;

/// <summary>
/// Draws the topology as a page: names stay in sight when it is scrolled, floors can be searched, problems lead to theirs. It holds all it
/// needs; its content security policy lets nothing else in, and no script but its own run.
/// </summary>
internal sealed class HtmlPage
{
    private readonly MeshTopology _topology;
    private readonly PictureMeasures _measures;
    private readonly Markup _html = new();

    public HtmlPage(MeshTopology topology) => (_topology, _measures) = (topology, new PictureMeasures(topology));

    public string Write()
    {
        var script = Resource.Read("Page.js");
        _html.Raw("<!doctype html>\n")
            .Raw($"<!-- {TopologyFormats.Mark} -->\n")
            .Raw("<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        _html.Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src "
            + $"'sha256-{Hash(script)}'\">\n");
        _html.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light "
            + "dark\">\n");
        _html.Text("title", _topology.Title)
            .Raw("\n<style>\n")
            .Raw(Resource.Read("Picture.css"))
            .Raw(Resource.Read("Page.css"))
            .Raw("</style>\n</head>\n<body>\n");
        Header();
        if (_topology.Houses.Count > 2) new HtmlMatrix(_html, _topology).Write();
        Search();
        Picture();
        if (_topology.Problems.Count > 0) new HtmlProblems(_html, _topology).Write();
        return _html.Raw("<script>").Raw(script).Raw("</script>\n</body>\n</html>\n").ToString();
    }

    private void Header() => _html.Raw("<header>").Text("h1", _topology.Title).Text("p", TopologyCount.Of(_topology)).Raw("</header>\n");

    private void Search()
    {
        _html.Raw("<form role=\"search\" hidden><label>Search <input type=\"search\" id=\"find\" placeholder=\"service, version, cluster "
            + "…\"></label>");
        _html.Raw("<label>Cluster <select id=\"cluster\"><option value=\"\">all</option>");
        for (var house = 0; house < _topology.Houses.Count; house++) _html.Text("option", _topology.Houses[house].Name, ("value", house));
        _html.Raw("</select></label>");
        if (_topology.Floors.Any(floor => floor.HasProblems))
            _html.Raw("<label><input type=\"checkbox\" id=\"bad\"> problems only</label>");
        _html.Raw("<output id=\"shown\"></output><button type=\"reset\" hidden>show all</button></form>\n");
    }

    private void Picture()
    {
        var head = HouseDrawing.HeadHeight(_measures);
        _html.Open("div", ("class", "picture"), ("tabindex", 0), ("role", "region"), ("aria-label", "The clusters and their services"))
            .Line();
        _html.Raw("<div class=\"row heads\">").Open("div", ("class", "gutter"), ("style", Width()));
        Svg(_measures.Gutter, head, () => LegendDrawing.Draw(_html, _topology, head));
        _html.Raw("</div>");
        Svg(_measures.Street, head, () => EachHouse(house => HouseDrawing.Head(_html, _measures, _topology.Houses[house], house, head)));
        _html.Raw("</div>\n");
        var floors = new HtmlFloor(_html, _measures, _topology, Width());
        for (var floor = 0; floor < _topology.Floors.Count; floor++) floors.Write(floor);
        _html.Raw("<p class=\"none\" id=\"none\" hidden>No service is like that.</p>\n<div class=\"row\">")
            .Open("div", ("class", "gutter"), ("style", Width()))
            .Raw("</div>");
        Svg(_measures.Street, 6, () => EachHouse(house => HouseDrawing.Ground(_html, _measures, house)));
        _html.Raw("</div>\n</div>\n");
    }

    private void EachHouse(Action<int> draw)
    {
        for (var house = 0; house < _topology.Houses.Count; house++) draw(house);
    }

    private void Svg(double width, double height, Action content)
    {
        _html.Open("svg", ("width", width), ("height", height), ("aria-hidden", "true"));
        content();
        _html.Close("svg");
    }

    private string Width() => $"width:{Markup.Number(_measures.Gutter)}px";

    private static string Hash(string script) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
}
