using System.Security.Cryptography;
using System.Text;

namespace MeshFederation.Clusters.Export;

/// <summary>
/// Writes files so that a reader finds the old text or the new one, never a part. What is written first has a name that nobody can guess,
/// and is made only where nothing is: whoever may write to the folder too, as to one for temporary files, could lay a link there.
/// </summary>
internal static class WholeFile
{
    private const int Unguessable = 16;

    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes; who may read and write the file stays as it is, but for a private one, which is its owner's alone.</summary>
    public static void Write(string path, byte[] bytes, bool isPrivate = false)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, ".meshfederation-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(Unguessable)));
        var (made, mode) = (false, isPrivate ? PrivateMode() : ModeOf(path));
        try
        {
            using (var stream = new FileStream(temporary, Options(mode)))
            {
                made = true;
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            Replace(path, temporary, mode);
        }
        catch when (made)
        {
            Remove(temporary);
            throw;
        }
    }

    /// <summary>Takes a file that is private from all but its owner.</summary>
    public static void KeepPrivate(string path, bool isPrivate)
    {
        if (isPrivate && !OperatingSystem.IsWindows()) File.SetUnixFileMode(path, OwnersAlone);
    }

    private static UnixFileMode? PrivateMode() => OperatingSystem.IsWindows() ? null : OwnersAlone;

    /// <summary>Who may read and write the file; null where none is, as behind a link that leads nowhere, and on Windows.</summary>
    private static UnixFileMode? ModeOf(string path)
    {
        try
        {
            return OperatingSystem.IsWindows() || !File.Exists(path) ? null : File.GetUnixFileMode(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>CreateNew is O_EXCL, which follows no link and takes no file that is there.</summary>
    private static FileStreamOptions Options(UnixFileMode? mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows() && mode is not null) options.UnixCreateMode = OwnersAlone;
        return options;
    }

    /// <summary>On Windows replacing keeps who may do what.</summary>
    private static void Replace(string path, string temporary, UnixFileMode? mode)
    {
        if (OperatingSystem.IsWindows() && File.Exists(path))
        {
            File.Replace(temporary, path, null, ignoreMetadataErrors: true);
            return;
        }

        if (!OperatingSystem.IsWindows() && mode is { } kept) File.SetUnixFileMode(temporary, kept);
        File.Move(temporary, path, overwrite: true);
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What went wrong first is said.
        }
    }
}
