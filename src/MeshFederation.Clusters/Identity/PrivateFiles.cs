using System.Text;
using MeshFederation.Clusters.Export;
using MeshFederation.Clusters.Plans;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;

namespace MeshFederation.Clusters.Identity;

/// <summary>Files of certificates and keys. One that says something else is not overwritten without being told.</summary>
public sealed class PrivateFiles
{
    private readonly string _folder;
    private readonly bool _overwrite;

    /// <summary>Makes one.</summary>
    /// <param name="folder">The whole path; need not be there yet.</param>
    /// <param name="overwrite">Whether files that say something else are overwritten.</param>
    public PrivateFiles(string folder, bool overwrite) => (_folder, _overwrite) = (folder, overwrite);

    /// <summary>Says what writing would do.</summary>
    /// <param name="cluster">The cluster; empty for an authority.</param>
    /// <param name="files">The files.</param>
    /// <returns>What would become of each.</returns>
    /// <exception cref="MeshException">A file with another content is there.</exception>
    public IReadOnlyList<MeshFileChange> Plan(string cluster, IEnumerable<CertificateFile> files) =>
        [.. files.Select(file => Plan(cluster, file))];

    /// <summary>Writes a file; one with a key may be read by its owner alone.</summary>
    /// <param name="change">What was planned.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="MeshException">It could not be written.</exception>
    public static void Write(MeshFileChange change, CertificateFile file) => PlanFileErrors.Writing(change.Path, () =>
    {
        if (change.Action == FileAction.Unchanged) WholeFile.KeepPrivate(change.Path, file.IsPrivate);
        else WholeFile.Write(change.Path, Encoding.ASCII.GetBytes(file.Text), file.IsPrivate);
    });

    private MeshFileChange Plan(string cluster, CertificateFile file)
    {
        for (var part = _folder; part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part)) throw IsFile(part);
        }

        var path = Path.Combine(_folder, file.Name);
        if (Directory.Exists(path)) throw PlanFileErrors.IsDirectory(path);
        if (!File.Exists(path)) return new(FileAction.Create, cluster, path) { Directory = _folder };
        if (PlanFileErrors.Reading(path, File.ReadAllText) == file.Text)
            return new(FileAction.Unchanged, cluster, path) { Directory = _folder };
        return _overwrite ? new(FileAction.Update, cluster, path) { Directory = _folder } : throw Exists(path);
    }

    private static MeshException IsFile(string path) => new(
        MeshErrorId.ExportPathInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{path}' is a file, and certificates and keys are written to a folder.",
        "Give the folder: ./certs. The files in it have the names that Istio knows.",
        path);

    private static MeshException Exists(string path) => new(
        MeshErrorId.CertificateFileExists,
        MeshErrorKind.ResourceExists,
        $"'{path}' is there and says something else, so it is not overwritten: a key that is lost cannot be had again.",
        "Write to another folder, or use -Force.",
        path);
}
