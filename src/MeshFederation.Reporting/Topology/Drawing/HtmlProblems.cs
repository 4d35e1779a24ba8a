using System.Globalization;

namespace MeshFederation.Reporting.Topology.Drawing;

/// <summary>Lists the problems below a page's picture, each leading to its floor.</summary>
internal sealed class HtmlProblems
{
    private readonly Markup _html;
    private readonly MeshTopology _topology;
    private readonly Dictionary<int, int> _floors = [];

    public HtmlProblems(Markup html, MeshTopology topology)
    {
        (_html, _topology) = (html, topology);
        for (var floor = 0; floor < topology.Floors.Count; floor++)
        {
            foreach (var problem in topology.Floors[floor].Rooms.SelectMany(room => room?.Problems ?? [])) _floors[problem.Number] = floor;
        }
    }

    public void Write()
    {
        _html.Raw("<section class=\"problems\"><h2>Problems</h2>\n<ol>\n");
        foreach (var problem in _topology.Problems)
        {
            _html.Raw("<li>")
                .Text(
                    "span", problem.Number.ToString(CultureInfo.InvariantCulture), ("class", "number " + NumberedProblem.Worst([problem])))
                .Raw("<div>");
            if (_floors.TryGetValue(problem.Number, out var floor))
                _html.Text("a", problem.Headline, ("href", FormattableString.Invariant($"#s{floor}")));
            else _html.Text("strong", problem.Headline);
            _html.Text("p", problem.Finding.Message);
            if (problem.Finding.Recommendation.Length > 0) _html.Text("p", "To do: " + problem.Finding.Recommendation, ("class", "to-do"));
            _html.Raw("</div></li>\n");
        }

        _html.Raw("</ol></section>\n");
    }
}
