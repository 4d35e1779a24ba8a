using MeshFederation.Model.Collections;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Identities;

/// <summary>
/// Gives clusters an authority at once, as before Istio is installed; nothing keeps clusters from distrusting each other.
/// </summary>
public static class Installation
{
    /// <summary>Whether a cluster has nothing yet that could be overwritten: no Secret, and nobody with a certificate.</summary>
    /// <param name="state">The cluster.</param>
    /// <returns>True when it has not.</returns>
    public static bool IsFree(AuthorityState state) =>
        state is { Source: IdentitySource.Unknown, Secret: null, Served.Count: 0, Unread.Count: 0 };

    /// <summary>Whether a cluster has what is wanted.</summary>
    /// <param name="state">The cluster.</param>
    /// <param name="goal">What is wanted.</param>
    /// <returns>True when it has.</returns>
    public static bool IsDone(AuthorityState state, RotationGoal goal) =>
        goal.IsGiven(state) && AuthorityUse.Same(state.Authority!.Root, goal.Root);

    /// <summary>The writes.</summary>
    /// <param name="states">The clusters.</param>
    /// <param name="goal">What is wanted.</param>
    /// <returns>Those of the clusters that have something else.</returns>
    public static ValueList<AuthorityWrite> Writes(IEnumerable<AuthorityState> states, RotationGoal goal) =>
        states.Where(state => !IsDone(state, goal)).Select(state =>
        {
            var authority = goal.Authority[state.Cluster.Name];
            return new AuthorityWrite(
                state,
                authority,
                string.Concat(goal.Root.Select(root => root.Pem)),
                $"the authority '{authority.Certificate}' below '{string.Join("', '", goal.Root)}'");
        }).ToValueList();
}
