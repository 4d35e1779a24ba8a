using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Yaml;

/// <summary>The lines on which the maps and lists of a document begin, and each of their entries.</summary>
internal sealed class LineTable
{
    private readonly Dictionary<object, int[]> _lines = new(ReferenceEqualityComparer.Instance);

    /// <summary>Notes the line of a map or list, and behind it those of its entries.</summary>
    public void Note(object container, IEnumerable<int> lines) => _lines[container] = [.. lines];

    public int LineOf(UnstructuredMap map, int otherwise) => LineOfEntry(map, -1) ?? otherwise;

    /// <summary>The line of an entry, or with -1 of the map or list itself; of an entry that a merge key brought, that of the map.</summary>
    public int? LineOfEntry(object container, int index)
    {
        if (!_lines.TryGetValue(container, out var lines)) return null;
        return index + 1 < lines.Length ? lines[index + 1] : lines[0];
    }
}
