using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Yaml;

/// <summary>
/// Reads JSON. YAML includes JSON by intent, but YamlDotNet takes neither tabs before an unquoted item nor U+0085 in a text as JSON
/// means them; and Kubernetes, too, looks for JSON first (apimachinery pkg/util/yaml GuessJSONStream).
/// </summary>
internal ref struct JsonTree
{
    private readonly string _file;
    private readonly int _linesBefore;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly LineTable _lines = new();
    private Utf8JsonReader _reader;
    private (long Index, int Line) _last;

    private JsonTree(ReadOnlySpan<byte> bytes, int linesBefore, string file)
    {
        (_file, _linesBefore, _last) = (file, linesBefore, (0, linesBefore + 1));
        _bytes = bytes;
        _reader = new(bytes, new JsonReaderOptions { MaxDepth = UnstructuredValue.DeepestNesting });
    }

    /// <summary>Reads one or more JSON objects, one behind the other.</summary>
    /// <returns>The objects, or null when the text is something else: YAML's <c>{a: 1}</c> begins like JSON.</returns>
    public static IReadOnlyList<ParsedDocument>? TryRead(string text, string file)
    {
        if (!text.AsSpan().TrimStart(" \t\r\n").StartsWith("{")) return null;
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(text);
        var documents = new List<ParsedDocument>();
        try
        {
            for (var rest = bytes; !rest.Trim(" \t\r\n"u8).IsEmpty;)
            {
                var tree = new JsonTree(rest, bytes[..^rest.Length].Count((byte)'\n'), file);
                documents.Add(tree.Document());
                rest = rest[(int)tree._reader.BytesConsumed..];
            }

            return documents;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The reader answers with InvalidOperationException to half of a surrogate pair.
            return null;
        }
    }

    private ParsedDocument Document()
    {
        _reader.Read();
        var line = Line();
        return ParsedDocument.Of(Value(), _file, line, _lines) ?? throw new JsonException();
    }

    private object? Value() => _reader.TokenType switch
    {
        JsonTokenType.StartObject => Map(),
        JsonTokenType.StartArray => List(),
        JsonTokenType.String => _reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        _ => Number(),
    };

    private object Number()
    {
        if (_reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 && _reader.TryGetInt64(out var whole)) return whole;
        return _reader.TryGetDouble(out var number) && double.IsFinite(number) ? number
            : throw Error(YamlErrors.Sentence(UnstructuredValue.NotFinite(Encoding.UTF8.GetString(_reader.ValueSpan))));
    }

    private UnstructuredList List()
    {
        var items = new List<object?>();
        var lines = new List<int> { Line() };
        while (_reader.Read() && _reader.TokenType is not JsonTokenType.EndArray)
        {
            lines.Add(Line());
            items.Add(Value());
        }

        var list = UnstructuredList.From(items);
        _lines.Note(list, CollectionsMarshal.AsSpan(lines));
        return list;
    }

    private UnstructuredMap Map()
    {
        var entries = new MapBuilder(Line());
        while (_reader.Read() && _reader.TokenType is not JsonTokenType.EndObject)
        {
            var (line, key) = (Line(), _reader.GetString()!);
            _reader.Read();
            entries.Set(key, Value(), line);
        }

        return entries.Build(_lines);
    }

    private int Line()
    {
        _last = (_reader.TokenStartIndex, _last.Line + _bytes[(int)_last.Index..(int)_reader.TokenStartIndex].Count((byte)'\n'));
        return _last.Line;
    }

    private Model.Errors.MeshException Error(string cause)
    {
        var before = _bytes[..(int)_reader.TokenStartIndex];
        return YamlErrors.At(
            _file,
            _linesBefore + before.Count((byte)'\n') + 1,
            Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1,
            cause);
    }
}
