using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Yaml;

/// <summary>Collects the entries of a map in their order; what a merge key brings yields to the map's own entries.</summary>
internal sealed class MapBuilder
{
    private readonly Dictionary<string, object?> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private List<UnstructuredMap>? _merged;

    public bool TryAdd(string key, object? value)
    {
        if (!_entries.TryAdd(key, value)) return false;
        _order.Add(key);
        return true;
    }

    public void Merge(UnstructuredMap map) => (_merged ??= []).Add(map);

    public UnstructuredMap Build()
    {
        foreach (var map in _merged ?? [])
        {
            for (var i = 0; i < map.Count; i++) TryAdd(map.EntryAt(i).Key, map.EntryAt(i).Value);
        }

        return UnstructuredMap.Read(_order, _order.Select(key => _entries[key]));
    }
}
