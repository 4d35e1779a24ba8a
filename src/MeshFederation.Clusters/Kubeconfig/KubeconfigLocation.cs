namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>
/// Where relative paths in <c>$KUBECONFIG</c> start: at the session's location, as for a kubectl that it starts, which is not the
/// process's.
/// </summary>
public static class KubeconfigLocation
{
    private static readonly AsyncLocal<string?> Folder = new();

    /// <summary>Says where they start for this call and whatever it starts.</summary>
    /// <param name="folder">The whole path of the folder; null for the process's.</param>
    public static void StartAt(string? folder) => Folder.Value = folder;

    internal static string Full(string path) => Folder.Value is { } folder ? Path.GetFullPath(path, folder) : Path.GetFullPath(path);
}
