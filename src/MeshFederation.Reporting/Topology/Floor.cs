using MeshFederation.Model.Services;
using MeshFederation.Planning.Ambient;

namespace MeshFederation.Reporting.Topology;

/// <summary>A service in all clusters: a room for each house, or none, and how its requests go.</summary>
internal sealed record Floor(MeshService Service, IReadOnlyList<Room?> Rooms, IReadOnlyList<TrafficFlow> Flows)
{
    private const int MostPassages = 4;

    public string Ports => string.Join(", ", Service.Port.Select(port => FormattableString.Invariant($"{port.Name}:{port.Number}")));

    /// <summary>What calls of other clusters' pods pass in ambient mode, by the places of the houses and of the pods.</summary>
    public IReadOnlyDictionary<(int From, int To, int Pods), TunnelPassage> Passages { get; init; } =
        new Dictionary<(int From, int To, int Pods), TunnelPassage>();

    /// <summary>What stands beside the picture of these, each once: so many that the picture does not become high for their sake.</summary>
    public IReadOnlyList<(string Text, string Title)> PassageLines
    {
        get
        {
            var all = Passages.Values.DistinctBy(passage => passage.ToString(), StringComparer.Ordinal).ToList();
            var lines = all.Take(MostPassages).SelectMany(passage => passage.Lines(), (passage, line) => (line, passage.ToString()));
            if (all.Count <= MostPassages) return [.. lines];
            var more = FormattableString.Invariant($"and {all.Count - MostPassages} more");
            return [.. lines, (more, string.Join('\n', all.Skip(MostPassages)))];
        }
    }

    /// <summary>The flows that need a word beside the picture: all requests, or none by a split, do not.</summary>
    public IReadOnlyList<TrafficFlow> ExplainedFlows => Flows is [{ IsRest: true }] ? [] : Flows;

    /// <summary>Who calls whom, by the places of their houses.</summary>
    public IEnumerable<(int From, int To)> Calls() =>
        from caller in Enumerable.Range(0, Rooms.Count)
        from target in FlowsFrom(caller).SelectMany(flow => flow.Branches).Select(branch => branch.House).Distinct()
        select (caller, target);

    /// <summary>The flows that come from a house.</summary>
    public IEnumerable<TrafficFlow> FlowsFrom(int house) =>
        Rooms[house] is { Calls: true } ? Flows.Where(flow => flow.From is null || flow.From == house) : [];

    /// <summary>How a page names a call.</summary>
    public static string CallName(int from, int to) => FormattableString.Invariant($"{from}-{to}");

    public bool HasProblems => Rooms.Any(room => room?.Problems.Count > 0);
}
