using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Model.Errors;

/// <summary>The errors of failover by regions.</summary>
public static class RegionErrors
{
    private const string Forms =
        "Write regions in the order in which they take over, Set-MeshFailover -Region us-east-1, eu-west-1; or each with its share of the "
        + "requests, -Region us-east-1:80, eu-west-1:20.";

    private const string ByName =
        "Name the clusters in their order instead, Set-MeshFailover cluster1, cluster2, cluster3, which needs no regions.";

    /// <summary>The error for what is no region.</summary>
    /// <param name="item">What was typed.</param>
    /// <param name="why">The cause.</param>
    /// <returns>The error.</returns>
    public static MeshException Invalid(object? item, string why) => new(
        MeshErrorId.FailoverInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{item}' cannot be read as a region: {why}.",
        Forms,
        item);

    /// <summary>The error for an order and shares at once, which Istio excludes.</summary>
    /// <param name="service">The service.</param>
    /// <param name="what">What is at once, a clause.</param>
    /// <returns>The error.</returns>
    public static MeshException OrderAndShares(MeshService service, string what) => new(
        MeshErrorId.FailoverRegionInvalid,
        MeshErrorKind.InvalidArgument,
        $"The failover of the service '{service}' {what}: Istio's localities either share requests or take over in an order.",
        "Give every region its share, so that those of a dead one go to the others: -Region us-east-1:80, eu-west-1:20; or none, for an "
        + "order. Shares of clusters with a fallback for each are Set-MeshTrafficSplit -Fallback.",
        service);

    /// <summary>The error for shares or regions that cannot be.</summary>
    /// <param name="service">The service.</param>
    /// <param name="why">The cause, a sentence without its full stop.</param>
    /// <returns>The error.</returns>
    public static MeshException Wrong(MeshService service, string why) => new(
        MeshErrorId.FailoverRegionInvalid,
        MeshErrorKind.InvalidArgument,
        $"The failover by region of the service '{service}' cannot be: {why}.",
        Forms,
        service);

    /// <summary>The error for a cluster of which a region must be known.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The error.</returns>
    public static MeshException Unknown(MeshService service, MeshCluster cluster) => new(
        MeshErrorId.ClusterRegionUnknown,
        MeshErrorKind.InvalidArgument,
        $"The service '{service}' fails over by region, and in which region '{cluster}' is, is not known{Why(cluster)}.",
        $"Say it, New-MeshCluster {cluster} -Region us-east-1, or let Get-MeshCluster read it from the label {RegionSyntax.Label} of its "
        + $"nodes. {ByName}",
        cluster);

    private static string Why(MeshCluster cluster) => cluster.Facts switch
    {
        null => "",
        { NodeRegion: null } => ": its nodes may not be listed",
        { NodeRegion: { Count: > 1 } several } => $": its nodes say {string.Join(" and ", several.Select(Named))}",
        _ => ": its nodes do not say it",
    };

    private static string Named(string region) => region.Length == 0 ? "none" : $"'{region}'";

    /// <summary>The error for an order of more regions than Istio has.</summary>
    /// <param name="service">The service.</param>
    /// <param name="from">The region of the callers.</param>
    /// <param name="next">The region that comes next.</param>
    /// <param name="rest">Those behind it, which Istio would take all at once.</param>
    /// <returns>The error.</returns>
    public static MeshException TooLong(MeshService service, string from, string next, IEnumerable<string> rest) => new(
        MeshErrorId.FailoverRegionOrder,
        MeshErrorKind.NotImplemented,
        $"The failover by region of the service '{service}' has no order for callers in '{from}': for them comes '{next}' next, and Istio "
        + $"would take {string.Join(", ", rest.Select(region => $"'{region}'"))} all at once behind it.",
        $"Leave out all regions but the first two or three, or give each its share: -Region us-east-1:80, eu-west-1:20. {ByName}",
        service);

    /// <summary>The error for a region that would get nothing at all.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cluster">A cluster there.</param>
    /// <param name="region">The region.</param>
    /// <returns>The error.</returns>
    public static MeshException WithoutShare(MeshService service, MeshCluster cluster, string region) => new(
        MeshErrorId.FailoverRegionOrder,
        MeshErrorKind.InvalidArgument,
        $"The shares of the service '{service}' leave out the region '{region}', where '{cluster}' is: nothing would be sent there, even "
        + "while all others are dead.",
        $"Give it a share, 1 at least; or name the clusters that are meant: Set-MeshFailover cluster1, cluster2 -Region us-east-1:80, "
        + "eu-west-1:20.",
        service);

    /// <summary>The error for a zone of no region.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The error.</returns>
    public static MeshException ZoneAlone(MeshCluster cluster) => new(
        MeshErrorId.ClusterRegionUnknown,
        MeshErrorKind.InvalidArgument,
        $"The cluster '{cluster}' is said to be in the zone '{cluster.Zone}', but not in which region.",
        "Say both, New-MeshCluster -Region us-east-1 -Zone us-east-1a, or the region alone.",
        cluster);
}
