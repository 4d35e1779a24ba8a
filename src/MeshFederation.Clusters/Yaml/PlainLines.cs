using System.Buffers;

namespace MeshFederation.Clusters.Yaml;

/// <summary>Goes over the lines of a document that are neither blank nor a comment.</summary>
internal sealed class PlainLines
{
    /// <summary>Printable ASCII and line ends: nothing else that YAML counts as a line end or as white space.</summary>
    private static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(0x20, 0x5F).Select(code => (char)code), '\n']);

    private readonly string _text;
    private readonly int _last;
    private int _start;
    private int _end;
    private int _next;

    private PlainLines(YamlChunk chunk) => (_text, _next, _last, Line) = (chunk.Source, chunk.Start, chunk.End, chunk.LinesBefore);

    /// <summary>The line in the file, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The column of the first sign that is read, from 0; -1 behind the last line.</summary>
    public int Column { get; private set; }

    /// <summary>What is read of the line.</summary>
    public ReadOnlySpan<char> Content => _text.AsSpan(_start, _end - _start);

    /// <summary>The lines of a part of a text, at the first one; null when it has other signs than the plain ones, or directives.</summary>
    public static PlainLines? Of(YamlChunk chunk)
    {
        if (chunk.Span.ContainsAnyExcept(Plain)) return null;
        var lines = new PlainLines(chunk);
        lines.Next();
        if (lines.Column == 0 && lines.Content is "---") lines.Next();
        return lines;
    }

    /// <summary>Whether the line is an item of a list.</summary>
    public bool IsItem => Content is ['-'] or ['-', ' ', ..];

    /// <summary>Goes to the next line.</summary>
    public void Next()
    {
        while (_next < _last)
        {
            var start = _next;
            // A part of a text ends in a line end.
            var end = _text.IndexOf('\n', start);
            (_next, Line) = (end + 1, Line + 1);
            var line = _text.AsSpan(start, end - start);
            var column = line.IndexOfAnyExcept(' ');
            if (column < 0 || line[column] == '#') continue;
            (Column, _start, _end) = (column, start + column, start + line.TrimEnd(' ').Length);
            return;
        }

        (Column, _start, _end) = (-1, _last, _last);
    }

    /// <summary>Goes on in the line, behind some signs and the spaces that follow them.</summary>
    /// <param name="signs">How many signs.</param>
    public void Skip(int signs)
    {
        var rest = Content[signs..];
        var spaces = rest.IndexOfAnyExcept(' ');
        var by = spaces < 0 ? Content.Length : signs + spaces;
        (Column, _start) = (Column + by, _start + by);
    }
}
