using System.Runtime.InteropServices;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Yaml;

/// <summary>
/// Collects the entries of a map in their order. The last value of a key counts, be it the map's own or one that a merge key brings, as in
/// goyaml.v2/decode.go; a key keeps its first place.
/// </summary>
internal sealed class MapBuilder
{
    /// <summary>Up to so many keys are faster looked through than looked up, and most maps have no more.</summary>
    private const int Few = 12;

    private readonly List<string> _keys = [];
    private readonly List<object?> _values = [];
    private readonly List<int> _lines = [];
    private Dictionary<string, int>? _places;
    private HashSet<string>? _merged;
    private List<RepeatedKey>? _repeated;

    public MapBuilder(int line) => _lines.Add(line);

    /// <summary>Begins another map, which has nothing of the one before.</summary>
    public void Begin(int line)
    {
        _keys.Clear();
        _values.Clear();
        _lines.Clear();
        _lines.Add(line);
        (_places, _merged, _repeated) = (null, null, null);
    }

    public void Set(string key, object? value, int line)
    {
        var isKnown = Put(key, value, line);
        if (isKnown && _merged?.Remove(key) is not true) (_repeated ??= []).Add(new(key, line));
    }

    /// <summary>Takes the entries of other maps in; of several the first one counts.</summary>
    public void Merge(IEnumerable<UnstructuredMap> maps, int line)
    {
        foreach (var map in maps.Reverse())
        {
            for (var i = 0; i < map.Count; i++)
            {
                var (key, value) = map.EntryAt(i);
                Put(key, value, line);
                (_merged ??= new(StringComparer.Ordinal)).Add(key);
            }
        }
    }

    public UnstructuredMap Build(LineTable lines)
    {
        var map = UnstructuredMap.Read(CollectionsMarshal.AsSpan(_keys), CollectionsMarshal.AsSpan(_values));
        lines.Note(map, CollectionsMarshal.AsSpan(_lines));
        if (_repeated is not null) lines.NoteRepeated(map, _repeated);
        return map;
    }

    private bool Put(string key, object? value, int line)
    {
        if (PlaceOf(key) is >= 0 and var place)
        {
            (_values[place], _lines[place + 1]) = (value, line);
            return true;
        }

        _places?.Add(key, _keys.Count);
        _keys.Add(key);
        _values.Add(value);
        _lines.Add(line);
        return false;
    }

    private int PlaceOf(string key)
    {
        if (_places is null && _keys.Count > Few)
        {
            _places = new(StringComparer.Ordinal);
            for (var i = 0; i < _keys.Count; i++) _places.Add(_keys[i], i);
        }

        return _places is null ? _keys.IndexOf(key) : _places.GetValueOrDefault(key, -1);
    }
}
