using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Identities;

/// <summary>
/// What makes a restart of istiod change whom a cluster trusts, or with what it signs, otherwise than the steps of an exchange have it: a
/// Secret that was changed is ignored until then (istio pilot/pkg/bootstrap/istio_ca.go).
/// </summary>
public static class RotationHazards
{
    /// <summary>The root above the authority of a Secret that istiod has not taken up.</summary>
    /// <param name="state">The cluster.</param>
    /// <returns>The root; null where workloads have it, or that is not known.</returns>
    public static MeshCertificate? Untaken(AuthorityState state) =>
        state is { Source: IdentitySource.Cacerts, Served.Count: > 0 }
        && AuthorityUse.RootAbove(state) is { } root && !Has(state.Served, root) ? root : null;

    /// <summary>Another cluster that signs below a root which a cluster trusts until its istiod is restarted.</summary>
    /// <param name="state">The cluster.</param>
    /// <param name="states">All clusters.</param>
    /// <param name="goal">What they are to become; while roots change, all that is handed out stays trusted.</param>
    /// <returns>The other cluster and its root; null where there is none.</returns>
    public static (AuthorityState Peer, MeshCertificate Root)? Needed(
        AuthorityState state, IEnumerable<AuthorityState> states, RotationGoal goal)
    {
        if (goal.ChangesRoot || state.Authority is not { } own) return null;
        foreach (var peer in states.Where(peer => peer.Cluster.Name != state.Cluster.Name))
        {
            if (AuthorityUse.RootAbove(peer) is { } root && Has(state.Served, root) && !Has(own.Root, root)) return (peer, root);
        }

        return null;
    }

    private static bool Has(IEnumerable<MeshCertificate> roots, MeshCertificate root) =>
        roots.Any(one => one.Fingerprint == root.Fingerprint);
}
