using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Planning.Export;

namespace MeshFederation.Clusters.Export;

/// <summary>
/// A directory that exports are written to. It is looked at as a whole before the first byte is written: a file of another program, or of
/// another federation, is never overwritten or removed.
/// </summary>
public sealed class ExportDirectory
{
    private readonly string _path;
    private readonly string _federation;

    /// <summary>Makes one.</summary>
    /// <param name="path">The whole path; need not be there yet.</param>
    /// <param name="federation">The name of the federation that is exported.</param>
    public ExportDirectory(string path, string federation) => (_path, _federation) = (path, federation);

    /// <summary>Says what an export would do.</summary>
    /// <param name="files">The files that are wanted.</param>
    /// <returns>The wanted files, then those of earlier exports of this federation that are no longer wanted.</returns>
    /// <exception cref="MeshException">The path is no directory, or a file there is not ours.</exception>
    public IReadOnlyList<PlannedFile> Plan(IReadOnlyList<ExportFile> files)
    {
        if (File.Exists(_path)) throw PathInvalid(_path, "it is a file");
        var wanted = files.Select(Plan).ToList();
        var kept = wanted.Select(file => file.Change.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. wanted, .. Stale(kept).Select(path => new PlannedFile(Change(FileAction.Delete, "", path), ""))];
    }

    /// <summary>Carries out what was planned for a file. A file is replaced as a whole or not at all.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="MeshException">It could not be written or removed.</exception>
    public void Apply(PlannedFile file)
    {
        var path = file.Change.Path;
        try
        {
            if (file.Change.Action == FileAction.Delete) Delete(path);
            else if (file.Change.Action != FileAction.Unchanged) WholeFile.Write(path, file.Text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MeshException(
                MeshErrorId.ExportWriteFailed,
                MeshErrorKind.WriteError,
                $"'{path}' could not be {(file.Change.Action == FileAction.Delete ? "removed" : "written")}: {exception.Message}",
                "See to the permissions and the room of the directory, then export again: files that are right already are left alone.",
                path,
                exception);
        }
    }

    private PlannedFile Plan(ExportFile file)
    {
        var path = Path.GetFullPath(Path.Combine(_path, file.RelativePath.Replace('/', Path.DirectorySeparatorChar)));
        for (var parent = Path.GetDirectoryName(path); parent is not null
            && parent.Length >= _path.Length; parent = Path.GetDirectoryName(parent))
        {
            if (File.Exists(parent)) throw PathInvalid(parent, "it is a file");
        }

        if (Directory.Exists(path)) throw PathInvalid(path, "it is a directory");
        if (!File.Exists(path)) return new(Change(FileAction.Create, file.Cluster, path), file.Text);
        if (!ManifestOwnership.OfFile(path).MayBeOverwrittenBy(_federation)) throw Foreign(path);
        return new(Change(File.ReadAllText(path) == file.Text ? FileAction.Unchanged : FileAction.Update, file.Cluster, path), file.Text);
    }

    private MeshFileChange Change(FileAction action, string cluster, string path) => new(action, cluster, path) { Directory = _path };

    private IEnumerable<string> Stale(HashSet<string> kept) => Directory.Exists(_path)
        ? FolderFiles.Below(_path)
            .Where(path => Path.GetExtension(path) == ".yaml" && !kept.Contains(path) && IsStale(path)).Order(StringComparer.Ordinal)
        : [];

    private bool IsStale(string path)
    {
        var owner = ManifestOwnership.OfFile(path);
        return !owner.IsEmpty && owner.MayBeOverwrittenBy(_federation);
    }

    private void Delete(string path)
    {
        File.Delete(path);
        for (var folder = Path.GetDirectoryName(path); folder is not null
            && folder.Length > _path.Length; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.EnumerateFileSystemEntries(folder).Any()) return;
            Directory.Delete(folder);
        }
    }

    private static MeshException PathInvalid(string path, string why) => new(
        MeshErrorId.ExportPathInvalid,
        MeshErrorKind.InvalidArgument,
        $"Nothing can be exported to '{path}': {why}.",
        "Give a directory, there or not yet: -Path ./manifests.",
        path);

    private MeshException Foreign(string path) => new(
        MeshErrorId.ExportFileForeign,
        MeshErrorKind.ResourceExists,
        $"'{path}' was not written by an export of the federation '{_federation}', so it is not overwritten.",
        "Export to another directory, or move that file away.",
        path);
}
