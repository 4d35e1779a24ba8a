using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Versions;

/// <summary>
/// The versions that a cluster may have: the one that is said, else every one that serves its objects, so that a file of today is not asked
/// about what only older versions do.
/// </summary>
public static class PossibleVersions
{
    /// <summary>The highest patch that a minor version has come to: that of 1.6.14.</summary>
    private const int LatestPatch = 14;

    /// <summary>Every version, to the one that comes after the current one; the current one first.</summary>
    public static IReadOnlyList<IstioVersion> All { get; } =
    [
        IstioVersion.Current,
        .. Enumerable.Range(IstioVersion.OldestMinor, IstioVersion.Current.Minor + 2 - IstioVersion.OldestMinor)
            .SelectMany(_ => Enumerable.Range(0, LatestPatch + 1), (minor, patch) => new IstioVersion(1, minor, patch)),
    ];

    /// <summary>Those of the istiod of a cluster, and of its sidecars.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>One, where it is said.</returns>
    public static IReadOnlyList<IstioVersion> Of(IstioCluster cluster) =>
        cluster.Facts.IsVersionAssumed ? Serving(cluster) : [cluster.Facts.IstioVersion];

    /// <summary>Those of the istiod that configures the gateways of a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>One, where it is said.</returns>
    public static IReadOnlyList<IstioVersion> OfGateways(IstioCluster cluster) =>
        cluster.Facts.IsVersionAssumed && cluster.Facts.Facts?.GatewayIstioVersion is null
            ? Serving(cluster)
            : [cluster.Facts.GatewayIstioVersion];

    /// <summary>The version that is assumed stays, whatever objects are there.</summary>
    private static List<IstioVersion> Serving(IstioCluster cluster) =>
        [.. All.Where(version => version == IstioVersion.Current || cluster.MayHave(version))];
}
