using System.Runtime.InteropServices;
using System.Text.Json;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Api;

/// <summary>
/// Reads one JSON object. Lists of the API hold the same keys and short texts a thousand times over, so those are shared, and what a map or
/// list will hold is gathered on one stack instead of in a list of its own.
/// </summary>
internal ref struct JsonReading
{
    private readonly SharedTexts _texts = SharedTexts.OfThread;
    private readonly List<string> _keys = [];
    private readonly List<object?> _values = [];
    private Utf8JsonReader _reader;

    public JsonReading(Utf8JsonReader reader) => _reader = reader;

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
        _ => _reader.TryGetInt64(out var whole) ? (object)whole : _reader.GetDouble(),
    };

    private UnstructuredMap ReadMap()
    {
        var (keys, values) = (_keys.Count, _values.Count);
        while (_reader.Read() && _reader.TokenType is not JsonTokenType.EndObject)
        {
            _keys.Add(_texts.Read(ref _reader));
            _reader.Read();
            _values.Add(ReadValue());
        }

        if (_keys.Count == keys) return UnstructuredMap.Empty;
        var map = UnstructuredMap.Read(CollectionsMarshal.AsSpan(_keys)[keys..], CollectionsMarshal.AsSpan(_values)[values..]);
        _keys.RemoveRange(keys, _keys.Count - keys);
        _values.RemoveRange(values, _values.Count - values);
        return map;
    }

    private UnstructuredList ReadList()
    {
        var start = _values.Count;
        while (_reader.Read() && _reader.TokenType is not JsonTokenType.EndArray) _values.Add(ReadValue());
        var list = UnstructuredList.Of(CollectionsMarshal.AsSpan(_values)[start..].ToArray());
        _values.RemoveRange(start, _values.Count - start);
        return list;
    }
}
