using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;

namespace MeshFederation.Clusters.Export;

/// <summary>One file that an export writes, as a report or a picture. What another program wrote is not overwritten.</summary>
public sealed class DocumentFile
{
    // The mark of ours stands near the beginning, whatever the format; the end of a picture may be megabytes away.
    private const int MarkedLength = 4096;

    private readonly string _path;
    private readonly string _mark;

    /// <summary>Makes one.</summary>
    /// <param name="path">The whole path; need not be there yet.</param>
    /// <param name="mark">A text near the beginning of every file of this kind that we write, by which it is known again.</param>
    public DocumentFile(string path, string mark) => (_path, _mark) = (path, mark);

    /// <summary>Add to what is there, whoever wrote it, instead of replacing it.</summary>
    public bool Append { get; init; }

    /// <summary>Replace what is there, whoever wrote it.</summary>
    public bool Force { get; init; }

    /// <summary>What to do about a file of another program.</summary>
    public string Otherwise { get; init; } = "Give another path, move that file away, or overwrite it with -Force.";

    /// <summary>Says what writing a text would do.</summary>
    /// <param name="text">The text, not empty.</param>
    /// <returns>The change.</returns>
    /// <exception cref="MeshException">The path cannot be a file, the file cannot be read, or it is not ours.</exception>
    public MeshFileChange Plan(string text)
    {
        if (Directory.Exists(_path)) throw Invalid("it is a directory");
        for (var parent = Path.GetDirectoryName(_path); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            if (File.Exists(parent)) throw Invalid($"'{parent}' is a file and not a directory");
        }

        if (!File.Exists(_path)) return Change(FileAction.Create);
        if (Append) return Change(FileAction.Update);
        var there = Read();
        if (!Force && !IsOurs(there)) throw Foreign();
        return Change(there == text ? FileAction.Unchanged : FileAction.Update);
    }

    /// <summary>Writes the text: all of it or nothing, unless it is added to a file.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="MeshException">It could not be written.</exception>
    public void Write(string text)
    {
        if (Append && File.Exists(_path))
            Guard(() => File.AppendAllText(_path, text), MeshErrorId.ExportWriteFailed, MeshErrorKind.WriteError, "written");
        else Guard(() => WholeFile.Write(_path, text), MeshErrorId.ExportWriteFailed, MeshErrorKind.WriteError, "written");
    }

    private MeshFileChange Change(FileAction action) => new(action, "", _path) { Directory = Path.GetDirectoryName(_path)! };

    private bool IsOurs(string text) =>
        string.IsNullOrWhiteSpace(text) || text.AsSpan(0, Math.Min(text.Length, MarkedLength)).Contains(_mark, StringComparison.Ordinal);

    private string Read()
    {
        var text = "";
        Guard(() => text = File.ReadAllText(_path), MeshErrorId.FileUnreadable, MeshErrorKind.ReadError, "read");
        return text;
    }

    private void Guard(Action action, string errorId, MeshErrorKind kind, string verb)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MeshException(
                errorId,
                kind,
                $"'{_path}' could not be {verb}: {exception.Message}",
                "See to the permissions and the room of the directory, or give another path.",
                _path,
                exception);
        }
    }

    private MeshException Invalid(string why) => new(
        MeshErrorId.ExportPathInvalid,
        MeshErrorKind.InvalidArgument,
        $"Nothing can be written to '{_path}': {why}.",
        "Give the path of a file, there or not yet.",
        _path);

    private MeshException Foreign() => new(
        MeshErrorId.ExportFileForeign,
        MeshErrorKind.ResourceExists,
        $"'{_path}' was not written by an export like this one, so it is not overwritten.",
        Otherwise,
        _path);
}
