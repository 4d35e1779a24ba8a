namespace MeshFederation.Reporting.Topology.Layout;

/// <summary>
/// Where everything of a floor is, from its own top. The requests of a service leave the rooms that call it at the bottom, run in a lane
/// below all rooms, and rise in a track before the house that they go to, so that no arrow ever meets a room or an arrow of another floor.
/// </summary>
internal sealed class FloorLayout
{
    private const double RoomTop = 12;
    private const double Chip = 24;
    private const double ChipGap = 5;
    private const double LaneTop = 13;
    private const double LaneStep = 10;
    private const double EmptyRoom = 30;

    private readonly PictureMeasures _measures;
    private readonly Floor _floor;

    public FloorLayout(PictureMeasures measures, Floor floor)
    {
        (_measures, _floor) = (measures, floor);
        RoomHeight = Math.Max(
            EmptyRoom, floor.Rooms.Select((room, house) => room is null ? 0 : ChipsHeight(house)).Max() + (2 * PictureMeasures.Inset));
        var lines = floor.ExplainedFlows.Count + floor.PassageLines.Count;
        Height = Math.Max(RoomBottom + LaneTop + (floor.Flows.Count * LaneStep), 52 + (lines * 16));
    }

    public double Height { get; }

    public static double Top => RoomTop;

    public double RoomHeight { get; }

    public double RoomBottom => RoomTop + RoomHeight;

    public double RoomLeft(int house) => _measures.Left(house) + PictureMeasures.Inset;

    public double RoomWidth => _measures.House - (2 * PictureMeasures.Inset);

    public double ChipLeft(int house) => RoomLeft(house) + PictureMeasures.Inset;

    public double ChipWidth => RoomWidth - (2 * PictureMeasures.Inset);

    /// <summary>The top of a version in a room. It is as high as it has arrows.</summary>
    public double ChipTop(int house, int pods) =>
        RoomTop + PictureMeasures.Inset + Enumerable.Range(0, pods).Sum(above => ChipHeight(house, above) + ChipGap);

    public double ChipHeight(int house, int pods) => Chip * Math.Max(1, Arrows(house, pods).Count());

    /// <summary>The height at which a flow's arrow meets a version.</summary>
    public double ArrowY(TrafficFlow flow, FlowBranch branch)
    {
        var place = Arrows(branch.House, branch.Pods)
            .TakeWhile(arrow => arrow.Flow != flow.Index || !ReferenceEquals(arrow.Branch, branch)).Count();
        return ChipTop(branch.House, branch.Pods) + (Chip * (place + 0.5));
    }

    /// <summary>Where a flow leaves a room that calls.</summary>
    public double CallX(int house, TrafficFlow flow) => _measures.Middle(house) + ((flow.Index - ((_floor.Flows.Count - 1) / 2.0)) * 14);

    public double LaneY(TrafficFlow flow) => RoomBottom + LaneTop + (flow.Index * LaneStep);

    /// <summary>Where a flow rises to the rooms of a house.</summary>
    public double TrackX(int house, TrafficFlow flow) =>
        _measures.Left(house) - _measures.Gap + 12 + (flow.Index * PictureMeasures.TrackStep);

    /// <summary>The middle of the free place before a house where shares are written.</summary>
    public double LabelX(int house) => _measures.Left(house) - ((_measures.Gap - 10 - _measures.Tracks) / 2) + 2;

    private double ChipsHeight(int house) =>
        _floor.Rooms[house]!.Pods.Select((_, pods) => ChipHeight(house, pods) + ChipGap).Sum() - ChipGap;

    private IEnumerable<(int Flow, FlowBranch Branch)> Arrows(int house, int pods) => _floor.Flows
        .SelectMany(
            flow => flow.Branches.Where(branch => branch.House == house && branch.Pods == pods).Select(branch => (flow.Index, branch)));
}
