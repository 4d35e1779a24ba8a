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

    public static MeshException Lost(LeaseName name, MeshCluster cluster) => new(
        MeshErrorId.LeaseLost,
        MeshErrorKind.ResourceBusy,
        $"The lease {cluster.IstioNamespace}/{name.Name} of the cluster '{cluster.Name}' was taken over by somebody else, or could not be renewed in time, so publishing stopped and left everything as it was at that moment.",
        "See who publishes: Get-MeshFederation. When they are done, publish again.",
        cluster);

    private static string Waited(TimeSpan waited) => waited > TimeSpan.Zero ? FormattableString.Invariant($", and still was after {waited.TotalSeconds:0} s") : "";
}
