using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Yaml;

/// <summary>The lines on which the maps and lists of documents begin, and each of their entries.</summary>
/// <remarks>
/// In most documents nothing is ever found, so the lines of a file lie behind one another in one list, and are looked up by an index that
/// is made when the first is asked for.
/// </remarks>
internal sealed class LineTable
{
    private readonly List<object> _containers = [];
    private readonly List<int> _lines = [];
    private readonly List<int> _ends = [];
    private Dictionary<object, int>? _places;

    private Dictionary<object, IReadOnlyList<RepeatedKey>>? _repeated;

    /// <summary>How many maps and lists it knows.</summary>
    public int Count => _containers.Count;

    /// <summary>Forgets those that were noted last: they are read again, in another way.</summary>
    /// <param name="count">How many it goes on to know.</param>
    public void Forget(int count)
    {
        if (_repeated is not null)
        {
            foreach (var container in _containers.Skip(count)) _repeated.Remove(container);
        }

        _lines.RemoveRange(FirstOf(count), _lines.Count - FirstOf(count));
        _containers.RemoveRange(count, _containers.Count - count);
        _ends.RemoveRange(count, _ends.Count - count);
        _places = null;
    }

    /// <summary>Notes the line of a map or list, and behind it those of its entries.</summary>
    public void Note(object container, ReadOnlySpan<int> lines)
    {
        _containers.Add(container);
        _lines.AddRange(lines);
        _ends.Add(_lines.Count);
        _places = null;
    }

    /// <summary>Notes the keys that a map has more than once.</summary>
    public void NoteRepeated(UnstructuredMap map, IReadOnlyList<RepeatedKey> keys) =>
        (_repeated ??= new(ReferenceEqualityComparer.Instance))[map] = keys;

    /// <summary>The keys that come twice in a value, in the order of the lines.</summary>
    public ValueList<RepeatedKey> RepeatedIn(object? value) =>
        _repeated is null ? [] : Repeated(value, _repeated).OrderBy(key => key.Line).ToValueList();

    public int LineOf(UnstructuredMap map, int otherwise) => LineOfEntry(map, -1) ?? otherwise;

    /// <summary>
    /// The line of an entry, or with -1 of the map or list itself; of an entry that a merge key brought, that of the key.
    /// </summary>
    public int? LineOfEntry(object container, int index)
    {
        if (!(_places ??= Places()).TryGetValue(container, out var place)) return null;
        var first = FirstOf(place);
        var line = first + index + 1;
        return _lines[line < _ends[place] ? line : first];
    }

    private int FirstOf(int place) => place == 0 ? 0 : _ends[place - 1];

    private Dictionary<object, int> Places()
    {
        var places = new Dictionary<object, int>(_containers.Count, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < _containers.Count; i++) places[_containers[i]] = i;
        return places;
    }

    private static IEnumerable<RepeatedKey> Repeated(object? value, Dictionary<object, IReadOnlyList<RepeatedKey>> repeated) => value switch
    {
        UnstructuredMap map => (repeated.GetValueOrDefault(map) ?? []).Concat(map.Values.SelectMany(item => Repeated(item, repeated))),
        UnstructuredList list => list.SelectMany(item => Repeated(item, repeated)),
        _ => [],
    };
}
