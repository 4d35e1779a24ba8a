using System.IO.Enumeration;

namespace MeshFederation.Clusters.Export;

/// <summary>
/// The files below a folder. Links to folders are not followed: what lies behind one is another folder's, or stands there a second time.
/// </summary>
internal static class FolderFiles
{
    private static readonly EnumerationOptions Whole = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    /// <summary>Finds them.</summary>
    /// <param name="folder">The path of the folder.</param>
    /// <returns>The paths of the files, those that are links to files too, in no order.</returns>
    public static IEnumerable<string> Below(string folder) =>
        new FileSystemEnumerable<string>(folder, static (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), Whole)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
}
