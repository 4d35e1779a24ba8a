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

    /// <summary>Writes; who may read and write the file stays as it is.</summary>
    public static void Write(string path, byte[] bytes)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, ".meshfederation-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(Unguessable)));
        var made = false;
        try
        {
            using (var stream = new FileStream(temporary, Options(path)))
            {
                made = true;
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            Replace(path, temporary);
        }
        catch when (made)
        {
            Remove(temporary);
            throw;
        }
    }

    /// <summary>CreateNew is O_EXCL, which follows no link and takes no file that is there.</summary>
    private static FileStreamOptions Options(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows() && File.Exists(path)) options.UnixCreateMode = OwnersAlone;
        return options;
    }

    private static void Replace(string path, string temporary)
    {
        if (!File.Exists(path))
        {
            File.Move(temporary, path, overwrite: true);
        }
        else if (OperatingSystem.IsWindows())
        {
            File.Replace(temporary, path, null, ignoreMetadataErrors: true);
        }
        else
        {
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            File.Move(temporary, path, overwrite: true);
        }
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
