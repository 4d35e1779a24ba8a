namespace MeshFederation.Model.Export;

/// <summary>What an export did to a file.</summary>
/// <param name="Action">What it did.</param>
/// <param name="Cluster">The cluster whose objects the file holds; empty for a file that was removed.</param>
/// <param name="Path">The whole path.</param>
public sealed record MeshFileChange(FileAction Action, string Cluster, string Path)
{
    /// <summary>The directory that was written to; for an export the one that was named, else the file's own.</summary>
    public string Directory { get; init; } = System.IO.Path.GetDirectoryName(Path) ?? "";

    /// <summary>The path below that directory.</summary>
    public string File => System.IO.Path.GetRelativePath(Directory, Path);

    /// <summary>The change in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Action} {Path}";
}
