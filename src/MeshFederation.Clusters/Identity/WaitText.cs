using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity;

/// <summary>Says what must still be taken up, and how a person does it, and what there is in the end.</summary>
internal static class WaitText
{
    private const string All = "every proxy has what is wanted";

    /// <summary>Below a new root any authority does, which need not be the one that is given.</summary>
    public static MeshIdentityChange Done(AuthorityState state, RotationGoal goal) => goal.IsGiven(state)
        ? AuthorityUse.HasAuthority(state, isSure: true)
            ? new(state.Cluster.Name, IdentityStep.Done, IdentityAction.None, All)
            : new(state.Cluster.Name, IdentityStep.Done, IdentityAction.None, $"{All}, as far as the clock tells")
            {
                Recommendation = "That istiod has read its Secret nothing shows, since it was started before that was written. To be sure, "
                    + $"restart it, then what has a proxy: {string.Join("; ", Restarts(state.Cluster, state.Istiod))}.",
            }
        : new(
            state.Cluster.Name,
            IdentityStep.Done,
            IdentityAction.None,
            $"every proxy has the root, and the authority '{state.Authority?.Certificate}' below it, which is not the one that is given")
        {
            Recommendation = "Where it must be the one that is given: Publish-MeshIdentity -Rotate Intermediate.",
        };

    /// <summary>What a person types to restart workloads of a cluster.</summary>
    public static IEnumerable<string> Restarts(MeshCluster cluster, IEnumerable<WorkloadName> workloads)
    {
        var kubectl = $"kubectl --context {ShellWord.Of(cluster.Context)}";
        return workloads.Select(one =>
            $"{kubectl} -n {ShellWord.Of(one.Namespace)} rollout restart {ShellWord.Of(one.ToString())}");
    }

    public static MeshIdentityChange Of(IdentityStep step, AuthorityWait wait)
    {
        var restarts = Restarts(wait.Cluster, wait.Restart.Take(5));
        var more = wait.Restart.Count > 5 ? FormattableString.Invariant($"; and {wait.Restart.Count - 5} more") : "";
        return new(wait.Cluster.Name, step, IdentityAction.Wait, wait.Reason)
        {
            Recommendation = wait.Restart.Count == 0
                ? "Run the same command again later."
                : $"{(wait.IsForTime ? "Wait until certificates were renewed, or restart" : "Restart")}: "
                    + $"{string.Join("; ", restarts)}{more}. "
                    + "Then run the same command again. -Restart does all of it.",
        };
    }
}
