using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Leases;

/// <summary>The errors about leases. Times that a lease names are those of its holder's clock, and are said to be.</summary>
internal static class LeaseErrors
{
    public static MeshException Busy(LeaseName name, MeshCluster cluster, LeaseSight sight, TimeSpan waited) => new(
        MeshErrorId.FederationBusy,
        MeshErrorKind.ResourceBusy,
        $"{Held(name, cluster, sight.Record)}{Seen(sight, waited)}.",
        sight.IsRenewed
            ? $"Wait until it is done, {(name.Waits is { } waits ? $"or let this wait: {waits}" : "then run the same command again")}."
            : $"See whether that process runs. {TakenOver(sight.Record)} "
                + (name.Waits is { } watches
                    ? $"Let this watch it for longer: {watches}. "
                    : "Run the same command again to watch it anew. ")
                + $"Or, when that process is gone for certain, remove its lease: kubectl --context {ShellWord.Of(cluster.Context)} -n "
                + $"{cluster.IstioNamespace} delete lease {name.Name}.",
        cluster);

    /// <summary>What is said while somebody else's lease is waited for.</summary>
    public static string Waiting(LeaseName name, MeshCluster cluster, LeaseSight sight, bool untilDone) =>
        $"{Held(name, cluster, sight.Record)}. {(untilDone ? "Waiting for it." : "Watching whether it is renewed.")} "
        + TakenOver(sight.Record);

    /// <summary>What is said when a lease was taken over, while what its holder sent may still be done.</summary>
    public static string Outwaiting(LeaseName name, MeshCluster cluster, LeaseRecord before, LeaseTimes times) =>
        FormattableString.Invariant($"Took over the Lease {cluster.IstioNamespace}/{name.Name} in the cluster '{cluster.Name}' from ")
        + FormattableString.Invariant($"{before.Holder}. Waiting {times.Late.TotalSeconds:0} s, within which a server may still do ")
        + "what that one sent last.";

    /// <summary>What is said of a cluster in which nothing can be written, so that nobody else is kept from publishing.</summary>
    public static string Unwritten(LeaseName name, MeshCluster cluster, MeshException why) =>
        $"The Lease {cluster.IstioNamespace}/{name.Name} of the cluster '{cluster.Name}' could not be written, so nobody is kept from "
        + $"publishing there meanwhile: {why.Message}";

    /// <summary>The error of contexts that lead to one cluster.</summary>
    public static MeshException OneCluster(LeaseName name, IReadOnlyList<MeshCluster> clusters) => new(
        MeshErrorId.ContextDuplicate,
        MeshErrorKind.InvalidArgument,
        $"The contexts {string.Join(" and ", clusters.Select(cluster => $"'{cluster.Context}'"))} lead to one cluster: they see the same "
        + $"Lease {clusters[0].IstioNamespace}/{name.Name}. Nothing was changed.",
        "Name each cluster once, by one of its contexts.",
        clusters[0]);

    /// <summary>The error of somebody who lost a lease.</summary>
    /// <param name="name">The lease.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="why">What became of it, as the end of a sentence.</param>
    public static MeshException Lost(LeaseName name, MeshCluster cluster, string why) => new(
        MeshErrorId.LeaseLost,
        MeshErrorKind.ResourceBusy,
        $"The lease {cluster.IstioNamespace}/{name.Name} of the cluster '{cluster.Name}' {why}, so {name.Activity} stopped.",
        name.Again,
        cluster);

    /// <summary>
    /// The error of a publish that lost a lease, with what is where; when something else had failed before, that comes first.
    /// </summary>
    public static MeshException With(MeshException loss, MeshException error) => error.ErrorId == MeshErrorId.PublishStopped
        ? new(loss.ErrorId, loss.Kind, $"{loss.Message} {error.Message}", loss.RecommendedAction, loss.Target)
        : new(error.ErrorId, error.Kind, $"{error.Message} {loss.Message}", error.RecommendedAction, error.Target);

    /// <summary>The error of a publish that wrote all, but whose lease was lost by the time at which it had.</summary>
    public static MeshException AfterLastWrite(MeshException loss, string federation, int objects) => new(
        loss.ErrorId,
        loss.Kind,
        FormattableString.Invariant($"All {objects} objects of the federation '{federation}' that were to be changed were written, but ")
            + $"whether they still are so is not known, and the revision is not noted as published: {loss.Message}",
        loss.RecommendedAction,
        loss.Target);

    private static string Held(LeaseName name, MeshCluster cluster, LeaseRecord record) =>
        $"{name.Title} in the cluster '{cluster.Name}' by {record.Holder} since "
        + FormattableString.Invariant($"{record.Acquired:u} by its clock (Lease {cluster.IstioNamespace}/{name.Name})");

    private static string Seen(LeaseSight sight, TimeSpan waited) => sight.IsRenewed
        ? FormattableString.Invariant($", which was renewed within the {waited.TotalSeconds:0} s in which it was watched")
        : FormattableString.Invariant($", which was seen unchanged for {sight.Unchanged.TotalSeconds:0} s");

    private static string TakenOver(LeaseRecord record) => FormattableString.Invariant(
        $"If it is not renewed, it is taken over once it was seen unchanged for {record.Duration.TotalSeconds:0} s.");
}
