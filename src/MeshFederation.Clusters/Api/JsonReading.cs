using System.Runtime.InteropServices;
using System.Text.Json;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Api;

/// <summary>
/// Reads one JSON object. Lists of the API hold the same keys and short texts a thousand times over, so those are shared, and what a map or
/// list will hold is gathered on one stack instead of in a list of its own.
/// </summary>
internal ref struct JsonReading
{
    /// <summary>Which fields a manager owns (kubernetes apimachinery pkg/apis/meta/v1 ManagedFieldsEntry).</summary>
    private const string OwnedFields = FieldsEntry.Owned;

    /// <summary>Who owns which of them since when: the same of what one manager wrote within a second.</summary>
    private const string Owners = FieldsEntry.List;

    /// <summary>What a list of the API holds (kubernetes apimachinery pkg/apis/meta/v1 List).</summary>
    private const string Items = "items";

    private readonly SharedTexts _texts = SharedTexts.OfThread;
    private readonly ReadOnlySpan<byte> _json;
    private readonly List<string> _keys = [];
    private readonly List<object?> _values = [];
    private readonly bool _isStrict;
    private Utf8JsonReader _reader;

    /// <summary>Reads what a server sends, or with strictness what people may have changed: there no key comes twice.</summary>
    public JsonReading(ReadOnlySpan<byte> json, Utf8JsonReader reader, bool isStrict)
    {
        _json = json;
        _reader = reader;
        _isStrict = isStrict;
    }

    /// <summary>What is kept of each item of a list of the API; null for what was read.</summary>
    public Func<UnstructuredMap, UnstructuredMap>? Item { get; init; }

    /// <summary>Reads the object.</summary>
    /// <exception cref="JsonException">It is not JSON, or no object.</exception>
    public UnstructuredMap ReadObject()
    {
        _reader.Read();
        var value = _reader.TokenType is JsonTokenType.StartObject ? ReadMap() : throw new JsonException("It is no JSON object.");
        return _reader.Read() ? throw new JsonException("Something follows the JSON object.") : value;
    }

    private object? ReadValue() => _reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadMap(),
        JsonTokenType.StartArray => ReadList(),
        JsonTokenType.String => _texts.Read(ref _reader),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        _ => _reader.TryGetInt64(out var whole) ? (object)whole : Real(),
    };

    private double Real()
    {
        var number = _reader.GetDouble();
        return double.IsFinite(number) ? number
            : throw new ValueException(UnstructuredValue.NotFinite(System.Text.Encoding.UTF8.GetString(_reader.ValueSpan)));
    }

    private UnstructuredMap ReadMap()
    {
        if (_isStrict && _reader.CurrentDepth >= UnstructuredValue.DeepestNesting) throw new ValueException(UnstructuredValue.TooDeep);
        var (keys, values) = (_keys.Count, _values.Count);
        while (_reader.Read() && _reader.TokenType is not JsonTokenType.EndObject)
        {
            var key = _texts.Read(ref _reader);
            if (_isStrict && _keys.IndexOf(key, keys) >= 0) throw new ValueException(UnstructuredValue.Repeated(key));
            _keys.Add(key);
            _reader.Read();
            _values.Add(
                key is OwnedFields or Owners && !_isStrict ? ReadShared()
                : Item is not null && key == Items && _reader is { CurrentDepth: 1, TokenType: JsonTokenType.StartArray } ? ReadList(Item)
                : ReadValue());
        }

        if (_keys.Count == keys) return UnstructuredMap.Empty;
        var map = UnstructuredMap.Read(CollectionsMarshal.AsSpan(_keys)[keys..], CollectionsMarshal.AsSpan(_values)[values..]);
        _keys.RemoveRange(keys, _keys.Count - keys);
        _values.RemoveRange(values, _values.Count - values);
        return map;
    }

    private object? ReadShared()
    {
        if (_reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return ReadValue();
        var begin = (int)_reader.TokenStartIndex;
        var end = _reader;
        end.Skip();
        var json = _json[begin..(int)end.BytesConsumed];
        var shared = SharedMaps.OfThread;
        if (shared.Find(json) is { } known)
        {
            _reader = end;
            return known;
        }

        var value = ReadValue();
        shared.Keep(json, value!);
        return value;
    }

    private UnstructuredList ReadList(Func<UnstructuredMap, UnstructuredMap>? item = null)
    {
        if (_isStrict && _reader.CurrentDepth >= UnstructuredValue.DeepestNesting) throw new ValueException(UnstructuredValue.TooDeep);
        var start = _values.Count;
        while (_reader.Read() && _reader.TokenType is not JsonTokenType.EndArray)
        {
            var value = ReadValue();
            _values.Add(item is not null && value is UnstructuredMap map ? item(map) : value);
        }

        var list = UnstructuredList.Of(CollectionsMarshal.AsSpan(_values)[start..].ToArray());
        _values.RemoveRange(start, _values.Count - start);
        return list;
    }
}
