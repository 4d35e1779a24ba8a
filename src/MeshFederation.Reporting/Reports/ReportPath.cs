namespace MeshFederation.Reporting.Reports;

/// <summary>Names files as a repository does: relative to its root, with slashes.</summary>
internal static class ReportPath
{
    /// <summary>
    /// The path relative to a folder when it is in it, else the file's name alone: where it lies on this machine is nobody else's affair.
    /// </summary>
    public static string? Of(string? file, string folder)
    {
        if (file is null) return null;
        var whole = Path.GetFullPath(file, folder);
        var relative = Path.GetRelativePath(folder, whole);
        var path = relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? Path.GetFileName(whole) : relative;
        return path.Replace(Path.DirectorySeparatorChar, '/');
    }

    /// <summary>The path as a URI reference, as SARIF wants it.</summary>
    public static string Uri(string path) => Path.IsPathRooted(path)
        ? new Uri(path).AbsoluteUri
        : string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString));
}
