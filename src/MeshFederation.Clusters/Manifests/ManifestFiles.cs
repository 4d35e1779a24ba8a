using MeshFederation.Clusters.Export;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Manifests;

/// <summary>
/// Reads the objects of clusters from files: those of one cluster, or a folder laid out as an export is, with a folder or a file for each
/// cluster.
/// </summary>
public static class ManifestFiles
{
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>Reads a file or folder.</summary>
    /// <param name="path">The path of something that is there.</param>
    /// <param name="cluster">The cluster that all of it is of; null when the folders and files say it.</param>
    /// <returns>
    /// The objects, files in the order of their paths; those that name no namespace are in <c>default</c>, as kubectl would have it.
    /// </returns>
    /// <exception cref="MeshException">A file cannot be read, or it is not said of which cluster it is.</exception>
    public static IEnumerable<MeshManifest> Read(string path, string? cluster) => Find(path, cluster).SelectMany(Read);

    /// <summary>Finds the files of objects at a path, without reading them.</summary>
    /// <param name="path">The path of something that is there.</param>
    /// <param name="cluster">The cluster that all of it is of; null when the folders and files say it.</param>
    /// <returns>The files, in the order of their paths.</returns>
    /// <exception cref="MeshException">It is not said of which cluster a file is.</exception>
    public static IReadOnlyList<ManifestFile> Find(string path, string? cluster)
    {
        if (!Directory.Exists(path)) return [new(path, cluster ?? throw NoCluster(path))];
        var files = FolderFiles.Below(path)
            .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);
        return [.. files.Select(file => new ManifestFile(file, cluster ?? ClusterOf(path, file)))];
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Its objects, each with its place in the file.</returns>
    /// <exception cref="MeshException">It cannot be read.</exception>
    public static IEnumerable<MeshManifest> Read(ManifestFile file) => Read(file, static fault => throw fault);

    /// <summary>Reads what can be read of files, several at once.</summary>
    /// <param name="files">The files.</param>
    /// <returns>What was read of each, in their order.</returns>
    public static IReadOnlyList<ManifestFileContent> Read(IReadOnlyList<ManifestFile> files) => AtOnce.Each(files, static file =>
    {
        var faults = new List<MeshException>();
        return new ManifestFileContent(file, [.. Read(file, faults.Add)], faults);
    });

    private static IEnumerable<MeshManifest> Read(ManifestFile file, Action<MeshException> fault) => YamlReader.ReadFile(file.Path, fault)
        .Select(document => new MeshManifest(file.Cluster, WithNamespace(document.Content)) { Source = document.Source });

    private static string ClusterOf(string folder, string file)
    {
        var parts = Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar);
        return parts.Length == 1 ? Path.GetFileNameWithoutExtension(file) : parts[0];
    }

    private static UnstructuredMap WithNamespace(UnstructuredMap content)
    {
        var metadata = content.Map("metadata") ?? UnstructuredMap.Empty;
        if (metadata.Text("namespace") is { Length: > 0 }) return content;
        if (ClusterScope.Has(content.Text("apiVersion") ?? "", content.Text("kind") ?? "")) return content;
        var whole = UnstructuredMap.Read(
            [.. metadata.Keys.Where(key => key != "namespace"), "namespace"],
            [.. metadata.Where(entry => entry.Key != "namespace").Select(entry => entry.Value), ContextNamespace.Usual]);
        return UnstructuredMap.Read(
            [.. content.Keys.Where(key => key != "metadata"), "metadata"],
            [.. content.Where(entry => entry.Key != "metadata").Select(entry => entry.Value), whole]);
    }

    private static MeshException NoCluster(string path) => new(
        MeshErrorId.TraceFileClusterMissing,
        MeshErrorKind.InvalidArgument,
        $"It is not said of which cluster the objects in '{path}' are.",
        $"Name the cluster: -Path @{{ cluster1 = '{path}' }}, or give a folder with a folder or file for each cluster, as "
        + "Export-MeshManifest writes it.",
        path);
}
