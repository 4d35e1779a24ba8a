namespace MeshFederation.Model.Export;

/// <summary>What an export did to a file.</summary>
public sealed record MeshFileChange(FileAction Action, string Cluster, string Path)
{
    /// <summary>What it did.</summary>
    public FileAction Action { get; internal init; } = Action;

    /// <summary>The cluster whose objects the file holds; empty for a file that was removed.</summary>
    public string Cluster { get; internal init; } = Cluster;

    /// <summary>The whole path.</summary>
    public string Path { get; internal init; } = Path;

    /// <summary>The directory that was written to; for an export the one that was named, else the file's own.</summary>
    public string Directory { get; internal init; } = System.IO.Path.GetDirectoryName(Path) ?? "";

    /// <summary>The path below that directory.</summary>
    public string File => System.IO.Path.GetRelativePath(Directory, Path);

    /// <summary>The change in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Action} {Path}";
}
