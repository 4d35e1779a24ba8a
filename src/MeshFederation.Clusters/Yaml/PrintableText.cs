using System.Buffers;

namespace MeshFederation.Clusters.Yaml;

/// <summary>
/// Requires characters that YAML allows in a file (YAML 1.2.2, 5.1). YamlDotNet takes a NUL for the end of something and lets the
/// others pass; a byte order mark behind the first line means that files were joined, and would become part of a key.
/// </summary>
internal static class PrintableText
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20)
            .Append(0x7F)
            .Concat(Enumerable.Range(0x80, 0x20))
            .Select(code => (char)code)
            .Except(['\t', '\n', '\r', '\x85'])
            .Concat(['\uFFFE', '\uFFFF'])]);

    public static void Require(YamlChunk chunk, string file)
    {
        var text = chunk.Text;
        var control = text.AsSpan().IndexOfAny(Controls);
        if (control >= 0)
        {
            var (line, column) = Place(chunk, control);
            throw YamlErrors.NotText(
                file,
                line,
                column,
                FormattableString.Invariant($"The character U+{(int)text[control]:X4} there is not allowed in a text."));
        }

        var mark = text.IndexOf("\n\uFEFF", StringComparison.Ordinal);
        if (mark >= 0)
        {
            var (line, column) = Place(chunk, mark + 1);
            throw YamlErrors.NotText(file, line, column, "A byte order mark, the invisible beginning of a file, stands inside the text.");
        }
    }

    private static (long Line, long Column) Place(YamlChunk chunk, int index)
    {
        var before = chunk.Text.AsSpan(0, index);
        return (chunk.LinesBefore + before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }
}
