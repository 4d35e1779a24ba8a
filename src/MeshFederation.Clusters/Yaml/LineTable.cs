using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Yaml;

/// <summary>The lines on which the maps of a document begin.</summary>
internal sealed class LineTable
{
    private readonly Dictionary<object, int> _lines = new(ReferenceEqualityComparer.Instance);

    public void Note(UnstructuredMap map, long line) => _lines[map] = (int)line;

    public int LineOf(UnstructuredMap map, int otherwise) => _lines.GetValueOrDefault(map, otherwise);
}
