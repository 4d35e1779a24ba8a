using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Yaml;

/// <summary>The lines on which the maps and lists of a document begin, and each of their entries.</summary>
internal sealed class LineTable
{
    private readonly Dictionary<object, int[]> _lines = new(ReferenceEqualityComparer.Instance);

    private Dictionary<object, IReadOnlyList<RepeatedKey>>? _repeated;

    /// <summary>Notes the line of a map or list, and behind it those of its entries.</summary>
    public void Note(object container, IEnumerable<int> lines) => _lines[container] = [.. lines];

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
        if (!_lines.TryGetValue(container, out var lines)) return null;
        return index + 1 < lines.Length ? lines[index + 1] : lines[0];
    }

    private static IEnumerable<RepeatedKey> Repeated(object? value, Dictionary<object, IReadOnlyList<RepeatedKey>> repeated) => value switch
    {
        UnstructuredMap map => (repeated.GetValueOrDefault(map) ?? []).Concat(map.Values.SelectMany(item => Repeated(item, repeated))),
        UnstructuredList list => list.SelectMany(item => Repeated(item, repeated)),
        _ => [],
    };
}
