using System.Management.Automation;
using MeshFederation.Analysis;
using MeshFederation.Clusters.Manifests;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Commands.Arguments;

/// <summary>Finds and reads the files that are analysed, and what is known of their clusters.</summary>
internal static class AnalysedFiles
{
    /// <summary>
    /// The files, each with its cluster: the one that is said, else by the layout of an export, <c>CLUSTER/…</c> or <c>CLUSTER.yaml</c>.
    /// </summary>
    /// <exception cref="MeshException">A path is not there, or a file is of none of several clusters that are said.</exception>
    public static IReadOnlyList<ManifestFile> Find(PSCmdlet cmdlet, ClusterFiles[] paths, MeshCluster[] clusters)
    {
        var only = clusters is [var one] ? one.Name : null;
        var files = paths.SelectMany(given => Resolve(cmdlet, given)
                .SelectMany(path => ManifestFiles.Find(path, given.Cluster ?? only ?? FilePlace.ClusterOf(path, clusters))))
            .DistinctBy(file => (file.Path, file.Cluster)).ToList();
        if (clusters.Length > 1 && files.Find(file => !Array.Exists(clusters, cluster => cluster.Name == file.Cluster)) is { } stray)
            throw Stray(stray, clusters);
        return files;
    }

    private static IEnumerable<string> Resolve(PSCmdlet cmdlet, ClusterFiles given) => given.IsLiteral
        ? [FileSystemPath.ResolveLiteral(cmdlet, given.Path)]
        : FileSystemPath.ResolveExisting(cmdlet, given.Path);

    /// <summary>
    /// The view of objects: of each cluster what was said, else what the session knows, else what its objects tell of it.
    /// </summary>
    public static FederationView View(IReadOnlyList<MeshManifest> manifests, MeshCluster[] clusters)
    {
        var known = manifests.GroupBy(manifest => manifest.Cluster, StringComparer.Ordinal)
            .Select(group => Describe(
                group.Key,
                [.. group],
                Array.Find(clusters, cluster => cluster.Name == group.Key) ?? MeshSession.Current.Find(group.Key))).OfType<MeshCluster>();
        return new(manifests, [], known.Concat(clusters).DistinctBy(cluster => cluster.Name, StringComparer.Ordinal));
    }

    private static MeshCluster? Describe(string name, IReadOnlyList<MeshManifest> objects, MeshCluster? said)
    {
        if (said?.Facts is not null) return said;
        var told = ManifestClusters.Describe(name, objects);
        if (said is null || told is null) return said ?? told;
        return said with { Facts = told.Facts, MeshConfig = said.MeshConfig.IsDefault ? told.MeshConfig : said.MeshConfig };
    }

    private static MeshException Stray(ManifestFile file, MeshCluster[] clusters) => new(
        MeshErrorId.AnalysisClusterUnknown,
        MeshErrorKind.InvalidArgument,
        $"By its place, '{file.Path}' is of the cluster '{file.Cluster}', which is none of "
        + $"{string.Join(", ", clusters.Select(cluster => cluster.Name))}.",
        "Name the cluster of each path: -Path @{ cluster1 = './cluster1.yaml' }, or give a folder with a folder or file for each cluster.",
        file.Path);
}
