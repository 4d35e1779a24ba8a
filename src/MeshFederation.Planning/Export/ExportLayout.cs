using System.Text;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Planning.Export;

/// <summary>Which objects go into which file. File names are lower-case, so that they are the same on every file system.</summary>
public static class ExportLayout
{
    /// <summary>A file for each object: <c>cluster/namespace/kind-name.yaml</c>.</summary>
    /// <param name="manifests">The objects, in any order.</param>
    /// <returns>The files, in the order of publishing.</returns>
    public static IReadOnlyList<ExportFile> FileForEachObject(IEnumerable<MeshManifest> manifests) =>
    [
        .. manifests.Order(PublishingOrder.Instance).Select(manifest => new ExportFile(
            $"{manifest.Cluster}/{manifest.Namespace}/{manifest.Kind.ToLowerInvariant()}-{manifest.Name}.yaml",
            manifest.Cluster,
            manifest.Federation,
            manifest.ToYaml())),
    ];

    /// <summary>A file for each cluster with all its objects in the order of publishing: <c>cluster.yaml</c>.</summary>
    /// <param name="manifests">The objects, in any order.</param>
    /// <returns>The files, sorted by cluster.</returns>
    public static IReadOnlyList<ExportFile> FileForEachCluster(IEnumerable<MeshManifest> manifests) =>
    [
        .. manifests.Order(PublishingOrder.Instance).GroupBy(manifest => manifest.Cluster, StringComparer.Ordinal)
            .OrderBy(cluster => cluster.Key, StringComparer.Ordinal)
            .Select(cluster => new ExportFile(cluster.Key + ".yaml", cluster.Key, cluster.First().Federation, Documents(cluster))),
    ];

    /// <summary>Requires that no two files are one on any file system.</summary>
    /// <param name="files">The files.</param>
    /// <returns>The files.</returns>
    /// <exception cref="MeshException">Two objects would be written to the same file, or belong to different federations.</exception>
    public static IReadOnlyList<ExportFile> Check(IReadOnlyList<ExportFile> files)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (files.FirstOrDefault(file => !names.Add(file.RelativePath)) is { } twice)
        {
            throw new MeshException(
                MeshErrorId.ObjectDuplicate,
                MeshErrorKind.InvalidArgument,
                $"Two objects for the cluster '{twice.Cluster}' would be written to '{twice.RelativePath}'.",
                "Export the objects of one ConvertTo-MeshManifest at a time.",
                twice.RelativePath);
        }

        return files;
    }

    private static string Documents(IEnumerable<MeshManifest> manifests)
    {
        var output = new StringBuilder();
        foreach (var manifest in manifests)
        {
            if (output.Length > 0) output.Append("---\n");
            YamlWriter.WriteTo(output, manifest.Content);
        }

        return output.ToString();
    }
}
