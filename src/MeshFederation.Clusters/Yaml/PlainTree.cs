using System.Runtime.InteropServices;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Yaml;

/// <summary>
/// Reads documents as exports and most people write them: keys with values of one line, maps and lists below one another. That is nearly
/// all there is in large files, and needs no parser of all of YAML. It never says that something is wrong: a document with anything else in
/// it, sound or not, is not plain, and <see cref="YamlTree"/> reads it. What both read is the same, lines included.
/// </summary>
internal sealed class PlainTree
{
    /// <summary>Deeper than objects are, and far from what must be refused.</summary>
    private const int Deepest = 64;

    private readonly PlainLines _lines;
    private readonly PlainScratch _shared;
    private readonly TextPool _pool;
    private readonly LineTable _table;
    private bool _isPlain = true;

    private PlainTree(PlainLines lines, PlainScratch shared) =>
        (_lines, _shared, _pool, _table) = (lines, shared, shared.Texts, shared.Lines);

    /// <summary>Reads a part of a text.</summary>
    /// <param name="chunk">The part.</param>
    /// <param name="file">The file that it is of.</param>
    /// <param name="shared">What the documents of the file have in common.</param>
    /// <returns>Its document, or null when it is not plain.</returns>
    public static ParsedDocument? TryRead(YamlChunk chunk, string file, PlainScratch shared)
    {
        if (PlainLines.Of(chunk) is not { Column: 0 } lines) return null;
        var tree = new PlainTree(lines, shared);
        var (line, known) = (lines.Line, shared.Lines.Count);
        var root = tree.Map(0);
        if (tree._isPlain && lines.Column < 0) return ParsedDocument.Of(root, file, line, shared.Lines);
        shared.Lines.Forget(known);
        return null;
    }

    private object? Map(int depth)
    {
        var column = _lines.Column;
        var entries = _shared.Builder(_lines.Line);
        while (_isPlain && _lines.Column == column && !_lines.IsItem)
        {
            var length = PlainScalar.KeyLength(_lines.Content);
            if (length == 0 || depth > Deepest) return NotPlain();
            if (CoreScalar.Resolve(_pool.Of(_lines.Content[..length])) is not string key) return NotPlain();
            var line = _lines.Line;
            _lines.Skip(length + 1);
            entries.Set(key, _lines.Content.IsEmpty ? Below(column, depth) : Value(column), line);
        }

        if (_lines.Column > column) return NotPlain();
        var map = entries.Build(_table);
        _shared.GiveBack(entries);
        return map;
    }

    private object? List(int depth)
    {
        var column = _lines.Column;
        var items = new List<object?>();
        var lines = new List<int>(4) { _lines.Line };
        while (_isPlain && _lines.Column == column && _lines.IsItem)
        {
            lines.Add(_lines.Line);
            _lines.Skip(1);
            if (_lines.Content.IsEmpty || _lines.IsItem) return NotPlain();
            items.Add(PlainScalar.KeyLength(_lines.Content) > 0 ? Map(depth + 1) : Value(column));
        }

        if (_lines.Column > column) return NotPlain();
        var list = UnstructuredList.From(items);
        _table.Note(list, CollectionsMarshal.AsSpan(lines));
        return list;
    }

    /// <summary>The value of a key with nothing behind it: what stands further right, a list at its column, or nothing.</summary>
    private object? Below(int column, int depth)
    {
        _lines.Next();
        if (_lines.IsItem && _lines.Column >= column) return List(depth + 1);
        return _lines.Column <= column ? null : PlainScalar.KeyLength(_lines.Content) > 0 ? Map(depth + 1) : NotPlain();
    }

    /// <summary>The value behind a key or dash, which ends with its line when the next one does not stand further right.</summary>
    private object? Value(int column)
    {
        var content = _lines.Content;
        object? value;
        if (content is "{}") value = new MapBuilder(_lines.Line).Build(_table);
        else if (content is "[]") _table.Note(value = UnstructuredList.From([]), [_lines.Line]);
        else if (!PlainScalar.TryRead(content, _pool, out value)) return NotPlain();
        _lines.Next();
        return _lines.Column > column ? NotPlain() : value;
    }

    private object? NotPlain()
    {
        _isPlain = false;
        return null;
    }
}
