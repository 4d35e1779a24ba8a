using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Leases;

/// <summary>The errors about leases.</summary>
internal static class LeaseErrors
{
    public static MeshException Busy(LeaseName name, MeshCluster cluster, LeaseRecord record, DateTimeOffset now, TimeSpan waited) => new(
        MeshErrorId.FederationBusy,
        MeshErrorKind.ResourceBusy,
        FormattableString.Invariant($"{name.Title} in the cluster '{cluster.Name}' by {record.Holder} since {record.Acquired:u} (Lease {cluster.IstioNamespace}/{name.Name}, renewed {Math.Max(0, (now - record.Renewed).TotalSeconds):0} s ago){Waited(waited)}."),
        FormattableString.Invariant($"Wait until it is done, or let this wait: -Wait -Timeout 5m. If that process is gone, its lease ends by itself within {record.Duration.TotalSeconds:0} s."),
        cluster);

    /// <summary>The error of a publish that lost its lease.</summary>
    /// <param name="name">The lease.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="why">What became of it, as the end of a sentence.</param>
    public static MeshException Lost(LeaseName name, MeshCluster cluster, string why) => new(
        MeshErrorId.LeaseLost,
        MeshErrorKind.ResourceBusy,
        $"The lease {cluster.IstioNamespace}/{name.Name} of the cluster '{cluster.Name}' {why}, so publishing stopped{(name == LeaseName.Addresses ? "" : " and left everything as it was at that moment")}.",
        "See who publishes, and what is where: Get-MeshFederation. When they are done, publish again.",
        cluster);

    /// <summary>The error of a publish that put back what it did when it lost the lease of addresses.</summary>
    public static MeshException Stopped(MeshException loss, MeshException stopped) =>
        new(loss.ErrorId, loss.Kind, $"{loss.Message} {stopped.Message}", stopped.RecommendedAction, loss.Target);

    private static string Waited(TimeSpan waited) => waited > TimeSpan.Zero ? FormattableString.Invariant($", and still was after {waited.TotalSeconds:0} s") : "";
}
