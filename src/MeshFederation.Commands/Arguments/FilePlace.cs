using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Commands.Arguments;

/// <summary>Says of which cluster a file or folder is by where it lies: the files of an export come one by one, too.</summary>
internal static class FilePlace
{
    /// <summary>The cluster of a file or folder; null for a folder that has the clusters in it.</summary>
    public static string? ClusterOf(string path, MeshCluster[] clusters)
    {
        var known = clusters.Concat(MeshSession.Current.Clusters).Select(cluster => cluster.Name).ToHashSet(StringComparer.Ordinal);
        return Directory.Exists(path) ? OfFolder(path, known) : OfFile(path, known);
    }

    /// <summary>A folder that is called as a cluster is that cluster's, unless those of clusters lie in it.</summary>
    private static string? OfFolder(string path, HashSet<string> known)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        if (!known.Contains(name)) return null;
        var within = Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileNameWithoutExtension);
        return within.Any(entry => known.Contains(entry!)) ? null : name;
    }

    /// <summary>A file is called as its cluster, or lies in the folder of it, however deep.</summary>
    private static string OfFile(string path, HashSet<string> known)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (known.Contains(name)) return name;
        var folders = Path.GetDirectoryName(path)?.Split(Path.DirectorySeparatorChar) ?? [];
        return Array.FindLast(folders, known.Contains) ?? name;
    }
}
