using System.Runtime.InteropServices;
using MeshFederation.Model.Objects;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MeshFederation.Clusters.Yaml;

/// <summary>Builds the trees of YAML documents of the parser's events, without a serializer and its reflection.</summary>
internal sealed class YamlTree
{
    private readonly Parser _parser;
    private readonly YamlPlace _place;
    private readonly LineTable _lines = new();
    private readonly YamlAnchors _anchors;

    private YamlTree(Parser parser, YamlPlace place) => (_parser, _place, _anchors) = (parser, place, new(place));

    /// <summary>Reads the documents of a part of a text: one, unless empty ones stand before it.</summary>
    /// <param name="chunk">The part.</param>
    /// <param name="file">The file that it is of.</param>
    /// <param name="documents">Takes them, also where what comes behind them cannot be read.</param>
    public static void Read(YamlChunk chunk, string file, List<ParsedDocument> documents)
    {
        var place = new YamlPlace(file, chunk.LinesBefore);
        var first = documents.Count;
        using var reader = new StringReader(chunk.Text);
        var parser = new Parser(reader);
        try
        {
            while (parser.MoveNext())
            {
                if (parser.Current is not DocumentStart start) continue;
                if (documents.Count > first)
                {
                    throw place.Error(start.Start, "Behind the end of a document kubectl reads on only at a line of '---'.");
                }

                if (new YamlTree(parser, place).Document() is { } document) documents.Add(document);
            }
        }
        catch (YamlException exception)
        {
            throw YamlTabs.Find(chunk.Text, parser.Current?.End.Line ?? 1, exception) is { } tab
                ? place.Error(tab, YamlTabs.Cause, exception)
                : place.Error(exception.Start, exception.Message, exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // What the scanner itself stumbles over: an unquoted text behind a bracket that was never closed, or an escape for half a
            // character. It says no place, so the last good one must do.
            var cause = exception is ArgumentException
                ? "Behind this place an escape in double quotes stands for no character."
                : "A bracket is not closed before or on the next line.";
            throw place.Error(parser.Current?.End ?? Mark.Empty, cause, exception);
        }
    }

    private ParsedDocument? Document()
    {
        var start = Next();
        return ParsedDocument.Of(Node(start, 1).Value, _place.File, _place.LineOf(start.Start), _lines);
    }

    private ParsingEvent Next() => _parser.MoveNext() && _parser.Current is { } next
        ? next
        : throw _place.Error(Mark.Empty, "It ends inside a document.");

    private ParsedNode Node(ParsingEvent start, int depth)
    {
        if (start is AnchorAlias alias) return _anchors.Resolve(alias, depth - 1);
        if (start is Scalar scalar) return _anchors.Define(scalar, new(ScalarReader.Read(scalar, _place), 1, 0));
        if (depth > UnstructuredValue.DeepestNesting) throw YamlAnchors.TooDeep(_place, start.Start);
        return start switch
        {
            MappingStart map => _anchors.Define(map, Map(map, depth)),
            SequenceStart list => _anchors.Define(list, List(list, depth)),
            _ => throw _place.Error(start.Start, "A value is missing here."),
        };
    }

    private ParsedNode List(SequenceStart start, int depth)
    {
        var items = new List<object?>();
        var lines = new List<int> { _place.LineOf(start.Start) };
        var (size, height) = (1L, 0);
        for (var next = Next(); next is not SequenceEnd; next = Next())
        {
            lines.Add(_place.LineOf(next.Start));
            var item = Node(next, depth + 1);
            items.Add(item.Value);
            (size, height) = (size + item.Size, Math.Max(height, item.Height));
        }

        var list = UnstructuredList.From(items);
        _lines.Note(list, CollectionsMarshal.AsSpan(lines));
        return new(list, size, height + 1);
    }

    private ParsedNode Map(MappingStart start, int depth)
    {
        var entries = new MapBuilder(_place.LineOf(start.Start));
        var (size, height) = (1L, 0);
        for (var next = Next(); next is not MappingEnd; next = Next())
        {
            var merge = next is Scalar scalar && ScalarReader.IsMerge(scalar);
            var key = merge ? "<<" : Key(next, depth);
            var place = Next();
            var value = Node(place, depth + 1);
            if (merge) entries.Merge(Merged(value.Value, place.Start), _place.LineOf(next.Start));
            else entries.Set(key, value.Value, _place.LineOf(next.Start));
            (size, height) = (size + value.Size, Math.Max(height, value.Height));
        }

        return new(entries.Build(_lines), size, height + 1);
    }

    private string Key(ParsingEvent start, int depth) =>
        (start is Scalar or AnchorAlias ? UnstructuredValue.KeyText(Node(start, depth + 1).Value) : null)
        ?? throw _place.Error(start.Start, "A key must be a text, not null, a list or a map.");

    private IEnumerable<UnstructuredMap> Merged(object? value, Mark place) =>
        (value is UnstructuredList list ? list : UnstructuredList.Of(value))
        .Select(source =>
            source as UnstructuredMap
                ?? throw _place.Error(place, "Behind the merge key << stands a map, an alias of one, or a list of these."));
}
