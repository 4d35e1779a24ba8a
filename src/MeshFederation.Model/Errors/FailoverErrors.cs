using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Model.Errors;

/// <summary>The errors of failover as it is declared.</summary>
public static class FailoverErrors
{
    private const string Forms = "Name the clusters in their order, as in Set-MeshFailover cluster1, cluster2/v3.";

    /// <summary>The error for what is no place.</summary>
    /// <param name="item">What was typed.</param>
    /// <param name="why">The cause.</param>
    /// <returns>The error.</returns>
    public static MeshException Invalid(object? item, string why) => new(
        MeshErrorId.FailoverInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{item}' cannot be read as a place to fail over to: {why}.",
        Forms,
        item);

    /// <summary>The error for an order of less than two.</summary>
    /// <param name="service">The service.</param>
    /// <param name="places">The places.</param>
    /// <returns>The error.</returns>
    public static MeshException TooFew(MeshService service, IReadOnlyList<MeshFallback> places) => new(
        MeshErrorId.FailoverTooFew,
        MeshErrorKind.InvalidArgument,
        $"The failover of the service '{service}' {(places.Count == 0 ? "names no cluster" : $"names '{places[0]}' alone")}.",
        $"Name two or more clusters in their order, or -Region; it runs in {string.Join(", ", service.Instance)}.",
        service);

    /// <summary>The error for a place that comes twice.</summary>
    /// <param name="service">The service.</param>
    /// <param name="place">The place.</param>
    /// <returns>The error.</returns>
    public static MeshException Repeated(MeshService service, MeshFallback place) => new(
        MeshErrorId.FallbackRepeated,
        MeshErrorKind.InvalidArgument,
        $"The failover of the service '{service}' comes back to '{place}'.",
        "Name each once, in the order in which they take over.",
        place);

    /// <summary>The error for a cluster where the service does not run.</summary>
    /// <param name="service">The service.</param>
    /// <param name="place">The place.</param>
    /// <returns>The error.</returns>
    public static MeshException UnknownCluster(MeshService service, MeshFallback place) => new(
        MeshErrorId.DestinationClusterUnknown,
        MeshErrorKind.ObjectNotFound,
        $"The failover of the service '{service}' names the cluster '{place.Cluster}', where it does not run.",
        $"Use clusters where it runs ({string.Join(", ", service.Instance)}), or add the cluster to -Cluster of New-MeshServiceEntry.",
        place);

    /// <summary>The error for two places that would be gone together.</summary>
    /// <param name="service">The service.</param>
    /// <param name="one">The first.</param>
    /// <param name="other">The second.</param>
    /// <returns>The error.</returns>
    public static MeshException InSameCluster(MeshService service, MeshFallback one, MeshFallback other) => new(
        MeshErrorId.FallbackInSameCluster,
        MeshErrorKind.InvalidArgument,
        $"The failover of the service '{service}' names '{one}' and '{other}', which are in the same cluster, and gone together.",
        "Name one place of each cluster: a version, or the cluster alone for all of its pods.",
        other);
}
