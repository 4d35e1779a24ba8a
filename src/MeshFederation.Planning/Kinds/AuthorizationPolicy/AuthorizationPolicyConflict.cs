using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Kinds.AuthorizationPolicy;

/// <summary>
/// Other AuthorizationPolicies of the same pods. Of several that allow one is enough to get in, and of those that deny one to be kept out
/// (istio pilot/pkg/security/authz/builder/builder.go): so two that allow widen each other, and all others only narrow.
/// </summary>
internal static class AuthorizationPolicyConflict
{
    public static IEnumerable<Obstacle> Of(MeshManifest wanted, MeshManifest? live, Surroundings there)
    {
        var guarded = Guarded.Of(wanted.Spec);
        if (live is not null && live.IsOf(there.Federation) && Guarded.Of(live.Spec) is var before && !before.IsSameAs(guarded))
            yield return Other(wanted, before, guarded);
        if (guarded.Action != PolicyAction.Allow) yield break;
        var root = RootNamespace.Of(there.Cluster);
        var other = there.Live.OfKind(AuthorizationPolicyKind.Instance.Type).FirstOrDefault(other =>
            !other.IsOf(there.Federation) && (other.Namespace, other.Name) != (wanted.Namespace, wanted.Name) && IsEnforced(other)
            && (other.Namespace == wanted.Namespace || other.Namespace == root || wanted.Namespace == root)
            && Guarded.Of(other.Spec) is { Action: PolicyAction.Allow } theirs && theirs.MayMeet(guarded));
        if (other is not null) yield return Widened(wanted, other);
    }

    /// <summary>A policy that is only tried lets nobody in (istio pilot/pkg/model/authorization.go, annotation istio.io/dry-run).</summary>
    private static bool IsEnforced(MeshManifest policy) => !DryRun.Is(policy);

    private static Obstacle Other(MeshManifest wanted, Guarded before, Guarded after) => new(
        $"{wanted} is {before} now and would be {after}. It is one object, so what it guards now would be open before nothing calls it any "
        + "more, or what it is to guard before it does; -Force does not help.",
        [
            "To have what it is to guard guarded in time, declare it under another name, and publish with -Prune to have the old one "
            + "removed at the end.",
            $"To replace it, take it out and publish with -Prune, then publish it anew; in between nothing is guarded by {wanted}.",
            "To keep it as it is, declare what the cluster has.",
        ]);

    private static Obstacle Widened(MeshManifest wanted, MeshManifest other) => new(
        $"{Names.WithManagers(other)} allows requests to pods that {wanted} may be for as well. Istio lets in what either of the two "
        + "allows, so each widens the other.",
        [
            "To have both, use -Force. Nothing of theirs is changed.",
            $"To have the federation's alone, remove the other one: kubectl delete authorizationpolicy {other.Name} --namespace "
            + $"{other.Namespace}.",
            $"To keep theirs alone, take {wanted} out of the federation.",
        ],
        IsSafeToForce: true);
}
