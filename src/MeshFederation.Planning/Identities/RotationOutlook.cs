using MeshFederation.Model.Collections;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Identities;

/// <summary>What an exchange comes to in the end, beside the step that is next.</summary>
/// <param name="Leaving">The roots that go with its last step.</param>
/// <param name="Restart">What each cluster has that is restarted on the way, istiod first.</param>
public sealed record RotationOutlook(ValueList<LeavingRoot> Leaving, ValueList<(string Cluster, WorkloadName Workload)> Restart)
{
    /// <summary>What lies ahead of clusters.</summary>
    /// <param name="states">All clusters that trust each other.</param>
    /// <param name="goal">What they are to become.</param>
    /// <returns>What goes, and what is restarted.</returns>
    public static RotationOutlook Of(IReadOnlyList<AuthorityState> states, RotationGoal goal)
    {
        var above = AuthorityUse.Fingerprints(states.Select(AuthorityUse.RootAbove).OfType<MeshCertificate>());
        var kept = AuthorityUse.Fingerprints(goal.Root);
        var leaving = states
            .SelectMany(Trusted, (state, root) => (state.Cluster.Name, Root: root))
            .Where(one => goal.ChangesRoot && !kept.Contains(one.Root.Fingerprint))
            .GroupBy(one => one.Root.Fingerprint, StringComparer.Ordinal)
            .Select(same => new LeavingRoot(
                same.First().Root, same.Select(one => one.Name).Distinct(StringComparer.Ordinal).ToValueList(), !above.Contains(same.Key)))
            .OrderBy(one => one.IsOfOthers).ThenBy(one => one.Root.Fingerprint, StringComparer.Ordinal).ToValueList();
        return new(leaving, states.SelectMany(Restarted, (state, workload) => (state.Cluster.Name, workload)).ToValueList());
    }

    private static IEnumerable<MeshCertificate> Trusted(AuthorityState state) => (state.Authority?.Root ?? []).Concat(state.Served);

    private static IEnumerable<WorkloadName> Restarted(AuthorityState state) =>
        state.Istiod.Concat(Waits.Owners(state.Proxy ?? [])).Distinct();
}
