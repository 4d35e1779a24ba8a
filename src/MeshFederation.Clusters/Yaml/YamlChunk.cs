namespace MeshFederation.Clusters.Yaml;

/// <summary>
/// A part of a text with one document, as kubectl takes a text apart before it reads any of it (apimachinery pkg/util/yaml/decoder.go
/// YAMLReader),
/// so that what is wrong in one document is wrong in it alone.
/// </summary>
/// <param name="Source">The text that it is of.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="LinesBefore">How many lines stand before it.</param>
internal readonly record struct YamlChunk(string Source, int Start, int End, int LinesBefore)
{
    private const string Separator = "---";

    /// <summary>A text that is a part by itself.</summary>
    public YamlChunk(string text, int linesBefore)
        : this(text, 0, text.Length, linesBefore)
    {
    }

    /// <summary>The part, with the line of its separator, ending in a line end.</summary>
    public ReadOnlySpan<char> Span => Source.AsSpan(Start, End - Start);

    /// <summary>The same as a text.</summary>
    public string Text => Source[Start..End];

    /// <summary>Takes a text apart.</summary>
    public static IEnumerable<YamlChunk> Split(string text)
    {
        // Line ends of old Macs.
        if (!text.Contains('\n', StringComparison.Ordinal)) text = text.Replace('\r', '\n');
        var (start, before, line, hasContent) = (0, 0, 0, false);
        for (var at = 0; at < text.Length; line++)
        {
            var end = text.IndexOf('\n', at);
            var next = end < 0 ? text.Length : end + 1;
            var (isSeparator, isContent) = Look(text.AsSpan(at, next - at).TrimEnd("\r\n"));
            // What stands before the first separator may be its directives.
            if (isSeparator && hasContent)
            {
                yield return Of(text, start, at, before);
                (start, before, hasContent) = (at, line, false);
            }

            hasContent |= isContent;
            at = next;
        }

        if (hasContent) yield return Of(text, start, text.Length, before);
    }

    private static (bool IsSeparator, bool IsContent) Look(ReadOnlySpan<char> line) =>
        IsSeparator(line) ? (true, IsContent(line[Separator.Length..])) : (false, IsContent(line));

    private static bool IsSeparator(ReadOnlySpan<char> line) =>
        line.StartsWith(Separator) && (line.Length == Separator.Length || line[Separator.Length] is ' ' or '\t');

    private static bool IsContent(ReadOnlySpan<char> line) => line.Trim(" \t\uFEFF") is [not '#', ..] && line[0] != '%'
        && !line.TrimEnd().SequenceEqual("...");

    /// <summary>An editor's byte order mark may begin each of the files that were joined; kubectl completes the last line.</summary>
    private static YamlChunk Of(string text, int start, int end, int before)
    {
        var part = text.AsSpan(start, end - start);
        var isWhole = part is [.., '\n'];
        if (isWhole && !part.Contains('\uFEFF')) return new(text, start, end, before);
        var alone = WithoutMark(part.ToString());
        return new(isWhole ? alone : alone + "\n", before);
    }

    private static string WithoutMark(string text)
    {
        var content = text.StartsWith(Separator, StringComparison.Ordinal) ? text.IndexOf('\n', StringComparison.Ordinal) + 1 : 0;
        return text.AsSpan(content).StartsWith("\uFEFF") ? text.Remove(content, 1) : text;
    }
}
