using MeshFederation.Reporting.Topology.Layout;

namespace MeshFederation.Reporting.Topology.Drawing;

/// <summary>Draws a floor: the walls of all houses, the rooms with their versions, then the arrows over them.</summary>
internal sealed class FloorDrawing
{
    private readonly Markup _svg;
    private readonly PictureMeasures _measures;
    private readonly MeshTopology _topology;

    public FloorDrawing(Markup svg, PictureMeasures measures, MeshTopology topology) =>
        (_svg, _measures, _topology) = (svg, measures, topology);

    public void Draw(Floor floor, FloorLayout layout)
    {
        for (var house = 0; house < floor.Rooms.Count; house++)
        {
            HouseDrawing.Wall(_svg, _measures, house, 0, layout.Height);
            _svg.Empty(
                "line",
                ("class", "level"),
                ("x1", _measures.Left(house) + 1),
                ("y1", 0.5),
                ("x2", _measures.Left(house) + _measures.House - 1),
                ("y2", 0.5));
            if (floor.Rooms[house] is { } room) Room(floor, layout, room, house);
        }

        new FlowDrawing(_svg, floor, layout, _topology).Draw();
        for (var house = 0; house < floor.Rooms.Count; house++)
        {
            if (floor.Rooms[house] is { } room)
                Badge.Draw(_svg, layout.RoomLeft(house) + layout.RoomWidth - 5, FloorLayout.Top + 1, room.Problems);
        }

        _svg.Line();
    }

    private void Room(Floor floor, FloorLayout layout, Room room, int house)
    {
        var left = layout.RoomLeft(house);
        var kind = room.Pods.Count == 0 ? " caller" : "";
        _svg.Open("g")
            .Text("title", room.Pods.Count == 0
                ? $"{floor.Service} is called from {_topology.Houses[house].Name} and does not run there"
                : $"{floor.Service} in {_topology.Houses[house].Name}")
            .Empty(
                "rect",
                ("class", $"room{kind} {NumberedProblem.Worst(room.Problems)}".TrimEnd()),
                ("x", left),
                ("y", FloorLayout.Top),
                ("width", layout.RoomWidth),
                ("height", layout.RoomHeight),
                ("rx", 7.0));
        if (room.Pods.Count == 0)
        {
            _svg.Text(
                "text",
                "calls only",
                ("class", "small muted middle"),
                ("x", left + (layout.RoomWidth / 2)),
                ("y", FloorLayout.Top + (layout.RoomHeight / 2) + 4));
        }

        for (var pods = 0; pods < room.Pods.Count; pods++) Chip(floor, layout, room.Pods[pods], house, pods);
        _svg.Close("g").Line();
    }

    private void Chip(Floor floor, FloorLayout layout, PodGroup pods, int house, int index)
    {
        var (left, top, height) = (layout.ChipLeft(house), layout.ChipTop(house, index), layout.ChipHeight(house, index));
        var reached = floor.Flows.Any(flow => flow.Branches.Any(branch => branch.House == house && branch.Pods == index));
        _svg.Empty(
            "rect",
            ("class", reached ? "chip" : "chip idle"),
            ("x", left),
            ("y", top),
            ("width", layout.ChipWidth),
            ("height", height),
            ("rx", 5.0))
            .Text(
                "text",
                TextFit.Cut(pods.Text, layout.ChipWidth - 18, PictureMeasures.TextSize),
                ("class", reached ? "" : "muted"),
                ("x", left + 9),
                ("y", top + (height / 2) + 4));
    }
}
