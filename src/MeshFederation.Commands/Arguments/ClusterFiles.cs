namespace MeshFederation.Commands.Arguments;

/// <summary>Files of objects, and the cluster that they are of.</summary>
/// <param name="Path">The path of a file or folder, wildcards allowed.</param>
/// <param name="Cluster">The name of the cluster; null when the folders say it.</param>
public sealed record ClusterFiles(string Path, string? Cluster)
{
    /// <summary>Whether the path has no wildcards, whatever is in it.</summary>
    public bool IsLiteral { get; internal init; }

    /// <summary>The files as they can be typed.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Cluster is null ? Path : $"{Cluster} = {Path}";
}
