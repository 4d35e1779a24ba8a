namespace MeshFederation.Reporting.Topology.Graphs;

/// <summary>The nodes of a graph have names of their own, so that nothing that users name can break out of them.</summary>
internal static class GraphNames
{
    public static string House(int house) => FormattableString.Invariant($"c{house}");

    public static string Room(int house, int floor) => FormattableString.Invariant($"c{house}s{floor}");

    public static string Pods(int house, int floor, int pods) => FormattableString.Invariant($"c{house}s{floor}v{pods}");

    public static string Caller(int house, int floor) => FormattableString.Invariant($"c{house}s{floor}calls");

    public static string Waypoint(int house, int floor) => FormattableString.Invariant($"c{house}s{floor}waypoint");

    /// <summary>What stands in a calling cluster for pods of another.</summary>
    public static string Entry(int house, int floor, int to, int pods) => FormattableString.Invariant($"c{house}s{floor}c{to}v{pods}");

    public static string Gateway(int house) => FormattableString.Invariant($"c{house}tunnels");

    /// <summary>What stands on an arrow: the match where there are several flows, and the share.</summary>
    public static string Label(Floor floor, TrafficFlow flow, FlowBranch branch)
    {
        var match = floor.Flows.Count > 1 ? flow.Text : "";
        return match.Length > 0 && branch.Text.Length > 0 ? $"{match}: {branch.Text}" : match + branch.Text;
    }
}
