using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Identity;

/// <summary>Trust is between clusters that differ, at least two.</summary>
internal static class TrustPairing
{
    /// <summary>Requires it.</summary>
    /// <exception cref="MeshException">There are too few, or one is given twice.</exception>
    public static void Require(IReadOnlyList<MeshCluster> clusters, string command)
    {
        if (clusters.Count < 2) throw TooFew(clusters, command);
        var named = clusters.GroupBy(cluster => cluster.Name, StringComparer.Ordinal);
        if (named.FirstOrDefault(group => group.Skip(1).Any()) is { Key: { } twice }) throw Twice(twice);
    }

    private static MeshException TooFew(IReadOnlyList<MeshCluster> clusters, string command) => new(
        MeshErrorId.ClusterMissing,
        MeshErrorKind.InvalidArgument,
        clusters.Count == 0
            ? "No cluster is given, and trust is between two."
            : $"One cluster is given, '{clusters[0]}', and trust is between two.",
        $"Name all clusters that call each other: Get-MeshCluster -AllContexts | {command}.",
        clusters);

    private static MeshException Twice(string name) => new(
        MeshErrorId.ClusterDuplicate,
        MeshErrorKind.InvalidArgument,
        $"The cluster '{name}' is given twice.",
        "Name each cluster once.",
        name);
}
