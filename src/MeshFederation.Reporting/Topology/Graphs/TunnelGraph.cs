namespace MeshFederation.Reporting.Topology.Graphs;

/// <summary>
/// What calls in ambient mode pass, as nodes: the waypoint of the caller, what stands there for the pods of another cluster, and the
/// gateway of that.
/// </summary>
internal static class TunnelGraph
{
    /// <summary>The nodes of a service in a cluster, with what is written on them.</summary>
    public static IEnumerable<(string Name, string Text)> OfRoom(Floor floor, int index, int house)
    {
        var own = floor.Passages.Where(item => item.Key.From == house).ToList();
        if (own.Select(item => item.Value.Waypoint).FirstOrDefault(name => name is not null) is { } waypoint)
            yield return (GraphNames.Waypoint(house, index), $"waypoint {waypoint}");
        foreach (var ((_, to, pods), passage) in own) yield return (GraphNames.Entry(house, index, to, pods), passage.Called());
    }

    /// <summary>The gateway of a cluster that is called through tunnels, with what is written on it; null where none is.</summary>
    public static (string Name, string Text)? OfHouse(MeshTopology topology, int house) => topology.Floors
        .SelectMany(floor => floor.Passages).Where(item => item.Key.To == house)
        .Select(item => ((string, string)?)(GraphNames.Gateway(house), item.Value.Through())).FirstOrDefault();

    /// <summary>The arrows that all requests of a service share: to the waypoint of the caller, and behind what is shared out.</summary>
    public static IEnumerable<(string From, string To)> Arrows(Floor floor, int index)
    {
        foreach (var house in floor.Passages.Where(item => item.Value.Waypoint is not null).Select(item => item.Key.From).Distinct())
            yield return (GraphNames.Caller(house, index), GraphNames.Waypoint(house, index));
        foreach (var (from, to, pods) in floor.Passages.Keys)
            yield return (GraphNames.Entry(from, index, to, pods), GraphNames.Gateway(to));
        foreach (var (to, pods) in floor.Passages.Keys.Select(key => (key.To, key.Pods)).Distinct())
            yield return (GraphNames.Gateway(to), GraphNames.Pods(to, index, pods));
    }

    /// <summary>From where and to what the arrow of a share leads.</summary>
    public static (string From, string To) Share(Floor floor, int index, int house, FlowBranch branch) => (
        floor.Passages.Any(item => item.Key.From == house && item.Value.Waypoint is not null)
            ? GraphNames.Waypoint(house, index)
            : GraphNames.Caller(house, index),
        floor.Passages.ContainsKey((house, branch.House, branch.Pods))
            ? GraphNames.Entry(house, index, branch.House, branch.Pods)
            : GraphNames.Pods(branch.House, index, branch.Pods));
}
