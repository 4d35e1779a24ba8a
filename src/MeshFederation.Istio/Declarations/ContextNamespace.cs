using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Istio.Declarations;

/// <summary>The namespace where none is given: that of the clusters' contexts, as for kubectl.</summary>
public static class ContextNamespace
{
    /// <summary>The namespace of a context that names none.</summary>
    public const string Usual = "default";

    /// <summary>The namespace of a cluster's context.</summary>
    /// <param name="cluster">The cluster, or null.</param>
    /// <returns>The namespace.</returns>
    public static string Of(MeshCluster? cluster) => cluster?.DefaultNamespace ?? Usual;

    /// <summary>The namespace of several, which must be the same.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <returns>The namespace.</returns>
    /// <exception cref="MeshException">Their contexts have different namespaces.</exception>
    public static string Of(IReadOnlyList<MeshCluster> clusters)
    {
        var spaces = clusters.Select(Of).Distinct(StringComparer.Ordinal).ToList();
        if (spaces.Count <= 1) return spaces is [var only] ? only : Usual;
        var contexts = clusters.DistinctBy(cluster => cluster.Name, StringComparer.Ordinal)
            .Select(cluster => $"'{Of(cluster)}' of '{cluster.Context}'");
        throw new MeshException(
            MeshErrorId.NamespaceAmbiguous,
            MeshErrorKind.InvalidArgument,
            $"The contexts of the clusters have different namespaces: {string.Join(", ", contexts)}.",
            $"Say which it is: -Namespace {spaces[0]}.",
            spaces);
    }
}
