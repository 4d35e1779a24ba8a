namespace MeshFederation.Reporting.Topology;

/// <summary>
/// How the requests of one match are shared, those of sidecars or those that come through a gateway; without a split, where they can go.
/// </summary>
/// <param name="Index">The place among the service's flows, from 0.</param>
/// <param name="Text">Which requests.</param>
/// <param name="IsSplit">Whether they are split; else each caller chooses the host.</param>
/// <param name="Branches">Where they go.</param>
internal sealed record TrafficFlow(int Index, string Text, bool IsSplit, IReadOnlyList<FlowBranch> Branches)
{
    /// <summary>Whether they are the requests of sidecars that no match takes.</summary>
    public bool IsRest { get; init; }

    /// <summary>The place of the only house that they come from; null for all that call.</summary>
    public int? From { get; init; }

    /// <summary>The branches as requests that come from a house have them: a place there comes before all others.</summary>
    public IEnumerable<FlowBranch> BranchesFrom(int house)
    {
        if (Branches.FirstOrDefault(branch => branch.IsPlace && branch.House == house) is not { } own)
            return Branches.Select(branch => branch with { IsPlace = false });
        return Branches.Select(branch => branch with
        {
            IsPlace = false,
            Rank = branch == own ? 0 : branch.Rank < own.Rank ? branch.Rank + 1 : branch.Rank,
        });
    }
}
