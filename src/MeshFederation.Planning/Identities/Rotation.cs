using MeshFederation.Model.Collections;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Identities;

/// <summary>
/// The one order in which no pair of clusters distrusts the other at any moment: first every proxy trusts the new roots beside those of
/// its cluster, then every cluster signs with its new authority, of which lists of revoked certificates know where there are any, and when
/// no proxy has a certificate of an old one, the old roots go. What comes next is told by what the clusters say alone, so it may be stopped
/// anywhere and gone on with. No cluster gets a root of another one but the new.
/// </summary>
public static class Rotation
{
    /// <summary>What may be done next.</summary>
    /// <param name="states">All clusters that trust each other.</param>
    /// <param name="goal">What they are to become.</param>
    /// <returns>The step.</returns>
    public static RotationStep Next(IReadOnlyList<AuthorityState> states, RotationGoal goal)
    {
        var isReached = states.All(goal.IsReached);
        if (isReached && states.All(state => AuthorityUse.HasAuthority(state, goal.ChangesRoot))) return Ending(states, goal);
        var lacking = states.Where(state => !Trusts(state, Bundle(state, goal))).ToList();
        if (lacking.Count > 0) return Writing(IdentityStep.TrustBoth, lacking.Select(state => Both(state, Bundle(state, goal))));
        var waits = states
            .Where(state => !AuthorityUse.Same(state.Served, Bundle(state, goal)) || AuthorityUse.WithoutRoots(state) is not [])
            .Select(state => Waits.ForRoots(state, Bundle(state, goal))).ToValueList();
        if (waits.Count > 0) return new(goal.ChangesRoot ? IdentityStep.TrustBoth : IdentityStep.NewAuthority, [], waits);
        var unreached = states.Where(state => !goal.IsReached(state)).ToList();
        if (unreached.Count > 0 && !goal.ChangesRoot && RevocationRenewal.Next(states, goal) is { } revoking) return revoking;
        return unreached.Count > 0
            ? Writing(IdentityStep.NewAuthority, unreached.Select(state => New(state, goal)))
            : new(
                IdentityStep.NewAuthority,
                [],
                states.Where(state => !AuthorityUse.HasAuthority(state, goal.ChangesRoot))
                    .Select(state => Waits.ForAuthority(state, goal.ChangesRoot)).ToValueList());
    }

    /// <summary>All authorities are new and in use: the old roots go, where roots change at all.</summary>
    private static RotationStep Ending(IReadOnlyList<AuthorityState> states, RotationGoal goal)
    {
        var untrimmed = states.Where(state => goal.ChangesRoot && !AuthorityUse.Same(state.Authority!.Root, goal.Root)).ToList();
        if (untrimmed.Count > 0) return Writing(IdentityStep.TrustNew, untrimmed.Select(state => Trimmed(state, goal)));
        var waits = states
            .Where(state => !AuthorityUse.Same(state.Served, state.Authority!.Root) || AuthorityUse.WithoutRoots(state) is not [])
            .Select(state => Waits.ForRoots(state, state.Authority!.Root)).ToValueList();
        return new(waits.Count > 0 ? IdentityStep.TrustNew : IdentityStep.Done, [], waits);
    }

    /// <summary>
    /// What a cluster is to trust while authorities change: its own roots, those that its istiods still hand out where a proxy may have a
    /// certificate below one of them, and the new; where roots do not change, its own alone. Old ones come first, in one order, since an
    /// istiod before 1.30 that may have several roots compares texts (istio pilot/pkg/bootstrap/istio_ca.go).
    /// </summary>
    private static ValueList<MeshCertificate> Bundle(AuthorityState state, RotationGoal goal)
    {
        var own = state.Authority?.Root ?? [];
        if (!goal.ChangesRoot) return own;
        var old = own.Concat(AuthorityUse.IsProven(state) ? [] : state.Served);
        return Ordered(old.Where(root => goal.Root.All(one => one.Fingerprint != root.Fingerprint))).Concat(Ordered(goal.Root))
            .ToValueList();
    }

    private static IEnumerable<MeshCertificate> Ordered(IEnumerable<MeshCertificate> roots) =>
        roots.DistinctBy(root => root.Fingerprint, StringComparer.Ordinal).OrderBy(root => root.Fingerprint, StringComparer.Ordinal);

    private static bool Trusts(AuthorityState state, IEnumerable<MeshCertificate> all) =>
        state.Authority is { } own && AuthorityUse.Same(own.Root, all);

    private static AuthorityWrite Both(AuthorityState state, ValueList<MeshCertificate> all) => new(
        state,
        state.Authority!,
        Text(all),
        state.Secret is null
            ? FormattableString.Invariant($"istiod's own authority becomes the Secret cacerts, with {all.Count} roots")
            : FormattableString.Invariant($"{all.Count} roots instead of {state.Authority!.Root.Count}, the same authority"))
    {
        Proven = state.ProvenAuthority,
    };

    private static AuthorityWrite New(AuthorityState state, RotationGoal goal)
    {
        var authority = goal.Authority[state.Cluster.Name];
        return new(state, authority, state.RootText, $"the authority '{authority.Certificate}', the same roots") { HasProvenRoots = true };
    }

    private static AuthorityWrite Trimmed(AuthorityState state, RotationGoal goal) => new(
        state,
        state.Authority!,
        Text(Ordered(goal.Root)),
        $"the root '{string.Join("', '", goal.Root)}' alone, the same authority")
    {
        Proven = state.Authority!.Certificate.Fingerprint,
    };

    private static RotationStep Writing(IdentityStep step, IEnumerable<AuthorityWrite> writes) => new(step, writes.ToValueList(), []);

    private static string Text(IEnumerable<MeshCertificate> roots) => string.Concat(roots.Select(root => root.Pem));
}
