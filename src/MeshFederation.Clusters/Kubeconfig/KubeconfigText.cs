namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>
/// Cuts the list of contexts out of a kubeconfig's text: most of a large one is certificates, which need not be read while somebody types.
/// </summary>
internal static class KubeconfigText
{
    /// <summary>The key of the list.</summary>
    public const string Key = "contexts:";

    /// <summary>The list alone; the whole text when it is not written as kubectl writes it, one key of the file after the other.</summary>
    public static string ContextsOf(string text)
    {
        var start = text.StartsWith(Key, StringComparison.Ordinal) ? 0 : text.IndexOf("\n" + Key, StringComparison.Ordinal) + 1;
        if (start == 0 && !text.StartsWith(Key, StringComparison.Ordinal)) return text;
        var end = EndOf(text, start);
        var list = text[start..end];
        return IsByItself(list) && text.IndexOf("\n" + Key, end, StringComparison.Ordinal) < 0 ? list : text;
    }

    /// <summary>Where the next key of the file begins: at a line that is neither indented nor an item nor a comment.</summary>
    private static int EndOf(string text, int start)
    {
        for (var line = text.IndexOf('\n', start); line >= 0 && line + 1 < text.Length; line = text.IndexOf('\n', line + 1))
        {
            if (text[line + 1] is not (' ' or '-' or '#' or '\r' or '\n')) return line + 1;
        }

        return text.Length;
    }

    /// <summary>Whether nothing in it refers to another part of the file, or begins another document.</summary>
    private static bool IsByItself(string list) =>
        list.AsSpan().IndexOfAny('*', '&') < 0 && !list.Contains("\n---", StringComparison.Ordinal);
}
