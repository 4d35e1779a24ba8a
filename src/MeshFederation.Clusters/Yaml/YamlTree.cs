using MeshFederation.Model.Objects;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MeshFederation.Clusters.Yaml;

/// <summary>Builds the trees of YAML documents of the parser's events, without a serializer and its reflection.</summary>
internal sealed class YamlTree
{
    private readonly Parser _parser;
    private readonly string _file;
    private readonly LineTable _lines = new();
    private readonly YamlAnchors _anchors;

    private YamlTree(Parser parser, string file) => (_parser, _file, _anchors) = (parser, file, new(file));

    public static IReadOnlyList<ParsedDocument> Read(string text, string file)
    {
        var documents = new List<ParsedDocument>();
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        try
        {
            while (parser.MoveNext())
            {
                if (parser.Current is DocumentStart && new YamlTree(parser, file).Document() is { } document) documents.Add(document);
            }
        }
        catch (YamlException exception)
        {
            throw YamlErrors.At(file, exception.Start, exception.Message, exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // What the scanner itself stumbles over: an unquoted text behind a bracket that was never closed, or an escape for half a character.
            // It says no place, so the last good one must do.
            var cause = exception is ArgumentException ? "Behind this place an escape in double quotes stands for no character." : "A bracket is not closed before or on the next line.";
            throw YamlErrors.At(file, parser.Current?.End ?? Mark.Empty, cause, exception);
        }

        return documents;
    }

    private ParsedDocument? Document()
    {
        var start = Next();
        return ParsedDocument.Of(Node(start, 1).Value, _file, (int)start.Start.Line, _lines);
    }

    private ParsingEvent Next() => _parser.MoveNext() && _parser.Current is { } next
        ? next
        : throw YamlErrors.At(_file, 1, 1, "It ends inside a document.");

    private ParsedNode Node(ParsingEvent start, int depth)
    {
        if (start is AnchorAlias alias) return _anchors.Resolve(alias, depth - 1);
        if (start is Scalar scalar) return _anchors.Define(scalar, new(ScalarReader.Read(scalar, _file), 1, 0));
        if (depth > DocumentStream.DeepestNesting) throw YamlAnchors.TooDeep(_file, start.Start);
        return start switch
        {
            MappingStart map => _anchors.Define(map, Map(map, depth)),
            SequenceStart list => _anchors.Define(list, List(list, depth)),
            _ => throw YamlErrors.At(_file, start.Start, "A value is missing here."),
        };
    }

    private ParsedNode List(SequenceStart start, int depth)
    {
        ScalarReader.RequireTag(start, "seq", _file);
        var items = new List<object?>();
        var lines = new List<int> { (int)start.Start.Line };
        var (size, height) = (1L, 0);
        for (var next = Next(); next is not SequenceEnd; next = Next())
        {
            lines.Add((int)next.Start.Line);
            var item = Node(next, depth + 1);
            items.Add(item.Value);
            (size, height) = (size + item.Size, Math.Max(height, item.Height));
        }

        var list = UnstructuredList.From(items);
        _lines.Note(list, lines);
        return new(list, size, height + 1);
    }

    private ParsedNode Map(MappingStart start, int depth)
    {
        ScalarReader.RequireTag(start, "map", _file);
        var entries = new MapBuilder();
        var lines = new List<int> { (int)start.Start.Line };
        var (size, height) = (1L, 0);
        for (var next = Next(); next is not MappingEnd; next = Next())
        {
            var merge = next is Scalar scalar && ScalarReader.IsMerge(scalar);
            var key = merge ? "<<" : Key(next, depth);
            var place = Next();
            var value = Node(place, depth + 1);
            if (merge) Merge(entries, value.Value, place.Start);
            else if (!entries.TryAdd(key, value.Value)) throw YamlErrors.At(_file, next.Start, $"The key '{key}' comes twice in one map.");
            else lines.Add((int)next.Start.Line);
            (size, height) = (size + value.Size, Math.Max(height, value.Height));
        }

        var map = entries.Build();
        _lines.Note(map, lines);
        return new(map, size, height + 1);
    }

    private string Key(ParsingEvent start, int depth) =>
        (start is Scalar or AnchorAlias ? CoreScalar.KeyText(Node(start, depth + 1).Value) : null)
        ?? throw YamlErrors.At(_file, start.Start, "A key must be a text, not null, a list or a map.");

    private void Merge(MapBuilder entries, object? value, Mark place)
    {
        foreach (var source in value is UnstructuredList list ? list : UnstructuredList.Of(value))
        {
            entries.Merge(source as UnstructuredMap ?? throw YamlErrors.At(_file, place, "Behind the merge key << stands a map, an alias of one, or a list of these."));
        }
    }
}
