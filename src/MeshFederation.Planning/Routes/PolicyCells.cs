using MeshFederation.Istio.Declarations.Meetings;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Routes;

/// <summary>
/// The routes of splits with the policies that hold for their requests. Of the splits, and of the policies of each kind, a request has
/// the first that it meets. So the cells are the product of all these lists, in the order of each: the first cell that a request meets is
/// that of the first of every list.
/// </summary>
internal static class PolicyCells
{
    /// <summary>How many routes of a port a person may still want; the product of many matches is soon more than istiod can bear.</summary>
    private const int Most = 500;

    /// <summary>The cells of a port.</summary>
    /// <param name="service">The service.</param>
    /// <param name="splits">The routes of its splits for the port.</param>
    /// <param name="policies">The policies that may hold for requests to the port, in their order.</param>
    public static IReadOnlyList<RouteCell> Of(MeshService service, IReadOnlyList<RouteCell> splits, IEnumerable<PlacedPolicy> policies)
    {
        var kinds = policies.GroupBy(placed => placed.Policy.Kind, StringComparer.Ordinal);
        var cells = splits;
        foreach (var kind in kinds.Select(kind => kind.ToList()))
        {
            cells = [.. cells.SelectMany(cell => Of(service, cell, kind))];
            if (cells.Count > Most) throw PolicyErrors.TooMany(service, kind[0].Policy, Most);
        }

        return Reached(cells);
    }

    /// <summary>Those that some request can come to: none whose requests all meet one before it.</summary>
    private static List<RouteCell> Reached(IReadOnlyList<RouteCell> cells)
    {
        var reached = new List<RouteCell>();
        foreach (var cell in cells)
        {
            if (!reached.Exists(before => IsWithin(cell.Match, before.Match))) reached.Add(cell);
        }

        return reached;
    }

    /// <summary>Whether all requests of a match meet another one.</summary>
    internal static bool IsWithin(MeshMatch? match, MeshMatch? other) =>
        MatchMeeting.Of(match, other) is { Kind: MeetingKind.Sayable } meeting && Equals(meeting.Both, match);

    /// <summary>A cell parted by the policies of a kind; what none of them takes comes last.</summary>
    private static IEnumerable<RouteCell> Of(MeshService service, RouteCell cell, List<PlacedPolicy> kind)
    {
        foreach (var (policy, match) in kind)
        {
            var meeting = MatchMeeting.Of(cell.Match, match);
            if (meeting.Kind == MeetingKind.Unsayable) throw PolicyErrors.Overlap(service, Words(cell), cell.Match!, policy);
            if (meeting.Kind == MeetingKind.None) continue;
            yield return cell with { Match = meeting.Both, Policy = ServicePolicies.Ordered(cell.Policy.Append(policy)) };
            if (meeting.Both is null || meeting.Both.Equals(cell.Match)) yield break;
        }

        yield return cell;
    }

    private static string Words(RouteCell cell) => cell.Policy.Count > 0 ? $"'{cell.Policy}'"
        : cell.Destination.Count > 0 ? $"the split '{cell.Destination}'" : "no split";
}
