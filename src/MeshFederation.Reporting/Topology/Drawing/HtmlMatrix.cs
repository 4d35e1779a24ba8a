namespace MeshFederation.Reporting.Topology.Drawing;

/// <summary>
/// Writes the overview of many clusters: how many services each calls in each. A number shows the floors that it counts.
/// </summary>
internal sealed class HtmlMatrix
{
    private const int Shades = 4;

    private readonly Markup _html;
    private readonly MeshTopology _topology;
    private readonly Dictionary<(int From, int To), List<Floor>> _calls;

    public HtmlMatrix(Markup html, MeshTopology topology)
    {
        (_html, _topology) = (html, topology);
        _calls = topology.Floors.SelectMany(floor => floor.Calls().Select(call => (call, floor)))
            .GroupBy(entry => entry.call)
            .ToDictionary(group => group.Key, group => group.Select(entry => entry.floor).ToList());
    }

    public void Write()
    {
        _html.Raw("<details class=\"overview\" open><summary>From cluster to cluster</summary>\n<table><thead><tr><td></td>");
        foreach (var house in _topology.Houses) _html.Raw("<th scope=\"col\"><span>").Content(house.Name).Raw("</span></th>");
        _html.Raw("</tr></thead>\n<tbody>\n");
        for (var from = 0; from < _topology.Houses.Count; from++) Row(from);
        _html.Raw("</tbody></table>\n<p>How many services are called: from the cluster at the left, in the cluster above. Choose a number "
            + "to see them.</p></details>\n");
    }

    private void Row(int from)
    {
        _html.Raw("<tr><th scope=\"row\">").Content(_topology.Houses[from].Name).Raw("</th>");
        for (var to = 0; to < _topology.Houses.Count; to++)
        {
            _html.Raw("<td>");
            if (_calls.TryGetValue((from, to), out var floors)) Cell(from, to, floors);
            _html.Raw("</td>");
        }

        _html.Raw("</tr>\n");
    }

    private void Cell(int from, int to, List<Floor> floors)
    {
        var most = _calls.Values.Max(calls => calls.Count);
        var shade = 1 + ((floors.Count - 1) * Shades / most);
        var problem = NumberedProblem.Worst([.. floors.SelectMany(floor => floor.Rooms[from]!.Problems.Concat(floor.Rooms[to]!.Problems))]);
        _html.Text(
            "button",
            FormattableString.Invariant($"{floors.Count}"),
            ("type", "button"),
            ("class", $"shade{shade} {problem}".TrimEnd()),
            ("data-call", Floor.CallName(from, to)),
            ("aria-pressed", "false"),
            ("title", $"{_topology.Houses[from].Name} to {_topology.Houses[to].Name}"));
    }
}
