using MeshFederation.Reporting.Topology.Layout;

namespace MeshFederation.Reporting.Topology.Drawing;

/// <summary>
/// Draws the requests of a floor: down from the rooms that call, along a lane, and up into the versions with their shares.
/// </summary>
internal sealed class FlowDrawing
{
    private const double Corner = 5;
    private const int Colours = 6;

    private readonly Markup _svg;
    private readonly Floor _floor;
    private readonly FloorLayout _layout;
    private readonly MeshTopology _topology;

    public FlowDrawing(Markup svg, Floor floor, FloorLayout layout, MeshTopology topology) =>
        (_svg, _floor, _layout, _topology) = (svg, floor, layout, topology);

    /// <summary>The class that gives a flow its colour: requests that no match takes are always the first one.</summary>
    public static string Colour(TrafficFlow flow) =>
        "flow" + (flow.IsRest ? "0" : Markup.Number(1 + (flow.Index % (Colours - 1))));

    public void Draw()
    {
        foreach (var flow in _floor.Flows) Draw(flow);
    }

    private void Draw(TrafficFlow flow)
    {
        var callers =
            _floor.Rooms.Select((room, house) => (room, house)).Where(entry => _floor.FlowsFrom(entry.house).Contains(flow)).ToList();
        if (callers.Count == 0 || flow.Branches.Count == 0) return;
        var lane = _layout.LaneY(flow);
        var ends = callers.Select(caller => _layout.CallX(caller.house, flow))
            .Concat(flow.Branches.Select(branch => _layout.TrackX(branch.House, flow))).ToList();
        var line = flow.IsSplit ? "line" : "line open";
        _svg.Open("g", ("class", Colour(flow)));
        Path(line, $"M{Markup.Number(ends.Min())} {Markup.Number(lane)} H{Markup.Number(ends.Max())}");
        foreach (var branch in flow.Branches) Arrow(flow, branch, line, lane);
        foreach (var (room, house) in callers) Call(flow, room!, house, line, lane);
        _svg.Close("g").Line();
    }

    private void Call(TrafficFlow flow, Room room, int house, string line, double lane)
    {
        var x = _layout.CallX(house, flow);
        _svg.Open("g", ("class", NumberedProblem.Worst(room.Problems) == "error" ? "broken" : ""))
            .Text("title", $"{_floor.Service} is called from {_topology.Houses[house].Name}: {flow.Text}");
        Path(line, $"M{Markup.Number(x)} {Markup.Number(_layout.RoomBottom)} V{Markup.Number(lane)}");
        _svg.Empty("circle", ("class", "dot"), ("cx", x), ("cy", _layout.RoomBottom), ("r", 4.5)).Close("g");
    }

    private void Arrow(TrafficFlow flow, FlowBranch branch, string line, double lane)
    {
        var (track, y, tip) = (_layout.TrackX(branch.House, flow), _layout.ArrowY(flow, branch), _layout.ChipLeft(branch.House));
        var pods = _floor.Rooms[branch.House]!.Pods[branch.Pods].Text;
        var broken = NumberedProblem.Worst(_floor.Rooms[branch.House]!.Problems) == "error";
        _svg.Open("g", ("class", broken ? "broken" : ""))
            .Text("title", $"{flow.Text}: {(branch.Text.Length == 0 ? "" : branch.Text + " ")}to {_floor.Service} {pods} in "
                + $"{_topology.Houses[branch.House].Name}{Passages(branch)}");
        Path(
            branch.IsBeside ? "line spare" : branch.Weight == 0 ? "line open" : line,
            $"M{Markup.Number(track)} {Markup.Number(lane)} V{Markup.Number(y + Corner)} Q{Markup.Number(track)} {Markup.Number(y)} "
            + $"{Markup.Number(track + Corner)} {Markup.Number(y)} H{Markup.Number(tip - 6)}");
        _svg.Empty("path", ("class", "head"), ("d", $"M{Markup.Number(tip)} {Markup.Number(y)} l-8 -4.5 v9 Z"));
        if (branch.Text.Length > 0) Share(branch.Text, _layout.LabelX(branch.House), y);
        _svg.Close("g");
    }

    /// <summary>What is passed on the way to it, from each house that calls.</summary>
    private string Passages(FlowBranch branch) => string.Concat(_floor.Passages
        .Where(item => (item.Key.To, item.Key.Pods) == (branch.House, branch.Pods)).Select(item => $"\n{item.Value}"));

    private void Share(string text, double middle, double y)
    {
        var width = TextFit.BoldWidth(text, PictureMeasures.SmallSize) + 2;
        _svg.Empty("rect", ("class", "page"), ("x", middle - (width / 2)), ("y", y - 7), ("width", width), ("height", 14.0))
            .Text("text", text, ("class", "share"), ("x", middle), ("y", y + 4));
    }

    private void Path(string kind, string data) => _svg.Empty("path", ("class", kind), ("d", data));
}
