using System.Text.Json;
using System.Text.RegularExpressions;

namespace MeshFederation.Reporting.Reports;

/// <summary>
/// Takes out of a report where things lie on the machine that wrote it: reports are passed on, and errors name files with their whole
/// paths. What lies in the report's folder is named from there, the user's own folder is <c>~</c>, that for temporary files <c>…</c>.
/// </summary>
internal static class LocalPaths
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static string Hide(string text, string folder)
    {
        foreach (var (path, name) in new[]
        {
            (folder, ""),
            (Path.GetTempPath(), "…/"),
            (Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "~/"),
        })
        {
            text = Replace(text, path.TrimEnd('/', '\\'), name);
        }

        return text;
    }

    /// <summary>The root of a file system is part of every path, and so tells nothing.</summary>
    private static string Replace(string text, string path, string name)
    {
        if (path.Length == 0 || Path.GetPathRoot(path) == path || path.EndsWith(':')) return text;
        foreach (var written in new[] { path, path.Replace('\\', '/'), JsonEncodedText.Encode(path).ToString() }
            .Distinct(StringComparer.Ordinal))
        {
            if (text.Contains(written, StringComparison.Ordinal))
                text = Regex.Replace(text, $@"(?<![\w.~/\\-]){Regex.Escape(written)}(/|\\+)", name, RegexOptions.None, Limit);
        }

        return text;
    }
}
