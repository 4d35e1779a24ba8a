using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity;

/// <summary>Why authorities are not exchanged. Nothing of a key comes into a message.</summary>
internal static class IdentityErrors
{
    /// <summary>What helps where no step of an exchange is possible.</summary>
    public const string Replace = "Replace it in every cluster at once, by certificates below one root: Publish-MeshIdentity -Force, "
        + "without -Rotate. What it was is kept in another Secret. Then restart istiod, and what has a proxy.";

    /// <summary>The same error, where a clock decided it that nobody but this machine told.</summary>
    public static MeshException ByOwnClock(MeshException error) => new(
        error.ErrorId,
        error.Kind,
        $"{error.Message} The time was told by the clock of this machine: no answer of the server said it (Date).",
        error.RecommendedAction,
        error.Target,
        error);

    public static MeshException External(AuthorityState state) => new(
        MeshErrorId.IdentityExternal,
        MeshErrorKind.NotImplemented,
        $"Certificates of the cluster '{state.Cluster.Name}' come from {state.MadeBy}, so its Secret cacerts decides nothing.",
        "Give that program the root of the other clusters, or let the others trust its root.",
        state.Cluster);

    public static MeshException Unknown(AuthorityState state, string changed = "") => new(
        MeshErrorId.IdentityUnknown,
        MeshErrorKind.InvalidData,
        $"With what the cluster '{state.Cluster.Name}' signs is not known: "
        + $"{string.Join(" ", Reasons(state))} {changed}".TrimEnd(),
        "See that its Secrets, ConfigMaps and pods may be read, as docs/rbac.md says: Get-MeshIdentity CLUSTER.",
        state.Cluster);

    public static MeshException Unsound(AuthorityState state, string changed = "") => new(
        MeshErrorId.IdentityUnknown,
        MeshErrorKind.InvalidData,
        $"Of what the cluster '{state.Cluster.Name}' has no exchange is possible: {state.Unsound.TrimEnd('.')}. {changed}".TrimEnd(),
        Replace,
        state.Cluster);

    public static MeshException Ended(AuthorityState state, string changed) => new(
        MeshErrorId.IdentityMismatch,
        MeshErrorKind.InvalidData,
        $"The authority '{state.Authority}' of the cluster '{state.Cluster.Name}', or what stands above it, has ended. istiod does not "
        + "start with it any more, so it cannot be kept beside a new root, and nothing below it holds. " + changed,
        $"Below the same root: New-MeshIntermediateCertificate, Publish-MeshIdentity -Rotate Intermediate. Else: {Replace}",
        state.Cluster);

    public static MeshException Exists(AuthorityState state, string changed, string next) => new(
        MeshErrorId.IdentityExists,
        MeshErrorKind.ResourceExists,
        (state.Unsound.Length > 0
            ? $"The cluster '{state.Cluster.Name}' has what istiod would not take ({state.Unsound.TrimEnd('.')}), "
            : $"The cluster '{state.Cluster.Name}' has the authority '{state.Authority}' of "
                + $"{(state.MadeBy.Length > 0 ? state.MadeBy : "others")}, ")
        + $"and it is not overwritten. {changed}",
        next,
        state.Cluster);

    public static MeshException OtherBackup(MeshCluster cluster, string name) => new(
        MeshErrorId.IdentityExists,
        MeshErrorKind.ResourceExists,
        $"The Secret {cluster.IstioNamespace}/{name} of the cluster '{cluster.Name}' is to keep what its Secret {AuthoritySecret.Name} "
        + "holds, and holds something else already. Nothing was changed in this cluster.",
        $"See whose it is, and give it another name: kubectl --context {ShellWord.Of(cluster.Context)} -n {cluster.IstioNamespace} "
        + $"get secret {name}.",
        cluster);

    public static MeshException Revokes(AuthorityState state, string changed) => new(
        MeshErrorId.IdentityMismatch,
        MeshErrorKind.NotImplemented,
        $"The Secret cacerts of the cluster '{state.Cluster.Name}' has lists of revoked certificates ({AuthoritySecret.Revocations}), and "
        + $"proxies refuse every chain with an authority that has none: the new ones would be distrusted. {changed}",
        $"Take the lists out, exchange the root without the cluster that was expelled, and it stays out: kubectl --context "
        + $"{ShellWord.Of(state.Cluster.Context)} -n {ShellWord.Of(state.Cluster.IstioNamespace)} patch secret {AuthoritySecret.Name} "
        + $"--type json -p '[{{\"op\":\"remove\",\"path\":\"/data/{AuthoritySecret.Revocations}\"}}]', in every cluster. "
        + "istiod hands them out until it is restarted. Until the old root is gone what was revoked is trusted again.",
        state.Cluster);

    public static MeshException StillRevokes(AuthorityState state, string changed) => new(
        MeshErrorId.IdentityMismatch,
        MeshErrorKind.InvalidData,
        $"istiod of the cluster '{state.Cluster.Name}' still hands out lists of revoked certificates that its Secret "
        + $"{AuthoritySecret.Name} has no more, and proxies refuse every chain with an authority that has none: the new ones would be "
        + $"distrusted. {changed}",
        state.KeepsRevocations
            ? $"istiod is told to hand out none (PILOT_ENABLE_CA_CRL is false), so these are old: delete the ConfigMap "
                + $"{ControlPlaneNames.Revocations} of every namespace."
            : $"Restart istiod, in every cluster, and run the same command again: "
                + $"{string.Join("; ", WaitText.Restarts(state.Cluster, state.Istiod))}.",
        state.Cluster);

    public static MeshException OtherRoot(AuthorityState state, RotationGoal goal, string changed) => new(
        MeshErrorId.IdentityMismatch,
        MeshErrorKind.InvalidArgument,
        $"The cluster '{state.Cluster.Name}' does not trust the root '{string.Join("', '", goal.Root)}', so a certificate below it alone "
        + $"would be distrusted. {changed}",
        "Exchange the root: Publish-MeshIdentity -Rotate Root.",
        state.Cluster);

    public static MeshException Untaken(AuthorityState state, MeshCertificate root, string changed) => new(
        MeshErrorId.IdentityMismatch,
        MeshErrorKind.InvalidData,
        $"The Secret cacerts of the cluster '{state.Cluster.Name}' holds the authority '{state.Authority}' below the root '{root}', which "
        + "its workloads are not given: istiod has not taken it up, and would sign below that root as soon as it is restarted, whether "
        + $"others trust it or not. {changed}",
        "Where all clusters trust that root already, restart istiod and wait. Else put back into the Secret what istiod signs with.",
        state.Cluster);

    public static MeshException Needed(AuthorityState state, AuthorityState peer, MeshCertificate root, string changed) => new(
        MeshErrorId.IdentityMismatch,
        MeshErrorKind.InvalidData,
        $"'{peer.Cluster.Name}' signs below the root '{root}', which the Secret cacerts of the cluster '{state.Cluster.Name}' has no "
        + $"longer and its istiod still hands out: once that is restarted, it would distrust '{peer.Cluster.Name}'. {changed}",
        "Finish the exchange of the root first: Publish-MeshIdentity -Rotate Root.",
        state.Cluster);

    public static MeshException OtherAuthority(AuthorityState state, RotationGoal goal) => new(
        MeshErrorId.IdentityMismatch,
        MeshErrorKind.InvalidArgument,
        $"Every cluster has the root '{string.Join("', '", goal.Root)}' and no other, so no root is to be exchanged, and "
        + $"'{state.Cluster.Name}' signs with '{state.Authority?.Certificate}', which is not the certificate that is given for "
        + "it. Nothing was changed anywhere.",
        "Exchange the certificates below the root: Publish-MeshIdentity -Rotate Intermediate.",
        state.Cluster);

    public static MeshException Timeout(IEnumerable<AuthorityWait> waits, TimeSpan time) => new(
        MeshErrorId.IdentityTimeout,
        MeshErrorKind.OperationTimeout,
        FormattableString.Invariant($"For {time.TotalMinutes:0} minutes nothing has moved. ")
        + string.Join(" ", waits.Select(wait => $"{wait.Cluster.Name}: {wait.Reason}"))
        + " None of them distrusts another that it trusted before.",
        "See why those pods do not come up; then run the same command again: it goes on where it stopped.",
        waits.Select(wait => wait.Cluster).ToList());

    private static IEnumerable<string> Reasons(AuthorityState state) =>
        state.Unread.Count > 0 ? state.Unread.Select(text => text.TrimEnd('.') + ".") : ["there is no Secret of an authority."];
}
