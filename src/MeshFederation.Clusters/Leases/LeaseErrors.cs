using System.Globalization;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Leases;

/// <summary>The errors about leases.</summary>
internal static class LeaseErrors
{
    public static MeshException Busy(LeaseName name, MeshCluster cluster, LeaseRecord record, DateTimeOffset now, TimeSpan waited) => new(
        MeshErrorId.FederationBusy,
        MeshErrorKind.ResourceBusy,
        string.Create(CultureInfo.InvariantCulture, $"{name.Title} in the cluster '{cluster.Name}' by {record.Holder} since "
            + $"{record.Acquired:u} (Lease {cluster.IstioNamespace}/{name.Name}, renewed "
            + $"{Math.Max(0, (now - record.Renewed).TotalSeconds):0} s ago){Waited(waited)}."),
        string.Create(CultureInfo.InvariantCulture, $"Wait until it is done, or let this wait: -Wait -Timeout 5m. If that process is gone, "
            + $"its lease ends by itself within {record.Duration.TotalSeconds:0} s."),
        cluster);

    /// <summary>The error of a publish that lost its lease.</summary>
    /// <param name="name">The lease.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="why">What became of it, as the end of a sentence.</param>
    public static MeshException Lost(LeaseName name, MeshCluster cluster, string why) => new(
        MeshErrorId.LeaseLost,
        MeshErrorKind.ResourceBusy,
        $"The lease {cluster.IstioNamespace}/{name.Name} of the cluster '{cluster.Name}' {why}, so publishing stopped.",
        "See who publishes, and what is where: Get-MeshFederation. When they are done, publish again, which finishes it.",
        cluster);

    /// <summary>
    /// The error of a publish that lost a lease, with what is where; when something else had failed before, that comes first.
    /// </summary>
    public static MeshException With(MeshException loss, MeshException error) => error.ErrorId == MeshErrorId.PublishStopped
        ? new(loss.ErrorId, loss.Kind, $"{loss.Message} {error.Message}", loss.RecommendedAction, loss.Target)
        : new(error.ErrorId, error.Kind, $"{error.Message} {loss.Message}", error.RecommendedAction, error.Target);

    private static string Waited(TimeSpan waited) =>
        waited > TimeSpan.Zero ? FormattableString.Invariant($", and still was after {waited.TotalSeconds:0} s") : "";
}
