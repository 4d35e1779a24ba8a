using System.Text;
using System.Text.Json;

namespace MeshFederation.Model.Export;

/// <summary>
/// Takes out of a text where things lie on the machine that wrote it: reports and plans are passed on, and errors name files with their
/// whole paths. What lies in a folder that is given is named from there, the user's own folder is <c>~</c>, that for temporary files
/// <c>…</c>. What lies in others that are known, as those of kubeconfigs, is named from there, too.
/// </summary>
internal static class LocalPaths
{
    /// <summary>The text without them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="folder">The whole path of the folder; empty for none.</param>
    public static string Hide(string text, string folder) => Hide(text, folder, []);

    /// <summary>The text without them, and without those of further folders.</summary>
    /// <param name="text">The text.</param>
    /// <param name="folder">The whole path of the folder that files are named from; empty for none.</param>
    /// <param name="others">The whole paths of others, which count after the user's own.</param>
    /// <param name="escapes">How paths are written in the text, beside as they are and as in JSON.</param>
    public static string Hide(string text, string folder, IEnumerable<string> others, params IReadOnlyList<Func<string, string>> escapes)
    {
        foreach (var (path, name) in ((IEnumerable<(string Path, string Name)>)
        [
            (folder, ""),
            (Path.GetTempPath(), "…/"),
            (Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "~/"),
            .. others.Distinct(StringComparer.Ordinal).OrderByDescending(other => other.Length).Select(other => (other, "")),
        ]))
        {
            text = Replace(text, path.TrimEnd('/', '\\'), name, escapes);
        }

        return text;
    }

    /// <summary>The root of a file system is part of every path, and so tells nothing.</summary>
    private static string Replace(string text, string path, string name, IReadOnlyList<Func<string, string>> escapes)
    {
        if (path.Length == 0 || Path.GetPathRoot(path) == path || path.EndsWith(':')) return text;
        foreach (var written in new[] { path, path.Replace('\\', '/'), JsonEncodedText.Encode(path).ToString() }
            .Concat(escapes.Select(escape => escape(path))).Distinct(StringComparer.Ordinal))
        {
            text = ReplaceWhole(text, written, name);
        }

        return text;
    }

    /// <summary>Replaces a path and the separator behind it, where it is not the end of a longer one.</summary>
    private static string ReplaceWhole(string text, string path, string name)
    {
        var (replaced, from) = (new StringBuilder(), 0);
        for (var at = Next(0); at >= 0; at = Next(at + path.Length))
        {
            var end = EndOfSeparator(text, at + path.Length);
            if (end == at + path.Length || (at > 0 && IsOfPath(text[at - 1]))) continue;
            replaced.Append(text, from, at - from).Append(name);
            from = end;
        }

        return from == 0 ? text : replaced.Append(text, from, text.Length - from).ToString();

        int Next(int start) => text.IndexOf(path, start, StringComparison.Ordinal);
    }

    /// <summary>Backslashes are doubled in JSON, and again where JSON is quoted.</summary>
    private static int EndOfSeparator(string text, int at)
    {
        if (at < text.Length && text[at] == '/') return at + 1;
        while (at < text.Length && text[at] == '\\') at++;
        return at;
    }

    private static bool IsOfPath(char character) => char.IsLetterOrDigit(character) || character is '_' or '.' or '~' or '/' or '\\' or '-';
}
