using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Federations;

/// <summary>
/// Makes of the objects of a federation those of one that is wrong in a few places, as people make them wrong: a text that belongs
/// elsewhere, a number that is another's, a field, an item or an object that is not there.
/// </summary>
internal sealed class FederationMutation
{
    private static readonly object?[] Plausible =
    [
        "*", ".", "~", "default", "shop", "istio-system", "DISABLE", "SIMPLE", "ISTIO_MUTUAL", "PASSTHROUGH", "AUTO_PASSTHROUGH",
        "MESH_EXTERNAL", "MESH_INTERNAL",
        "STATIC",
        "DNS", "NONE", "192.0.2.99", "reviews.default.svc.cluster.local", "outbound_.80_._.reviews.default.svc.cluster.local", 80L, 9080L,
        15443L, 0L,
        UnstructuredList.Empty,
    ];

    private readonly Random _random;
    private readonly Dictionary<string, List<object>> _values = new(StringComparer.Ordinal);

    public FederationMutation(int seed, IEnumerable<MeshManifest> objects)
    {
        _random = new(seed);
        foreach (var item in objects) Collect(item.Content);
    }

    /// <summary>The objects, one to three of them changed.</summary>
    public List<MeshManifest> Of(IReadOnlyList<MeshManifest> objects)
    {
        var changed = objects.ToList();
        for (var i = _random.Next(1, 4); i > 0 && changed.Count > 0; i--)
        {
            var place = _random.Next(changed.Count);
            if (_random.Next(10) == 0) changed.RemoveAt(place);
            else changed[place] = new(changed[place].Cluster, Map(changed[place].Content, ""));
        }

        return changed;
    }

    private void Collect(UnstructuredMap map)
    {
        foreach (var (key, value) in map) Collect(key, value);
    }

    private void Collect(string key, object? value)
    {
        if (value is UnstructuredMap map) Collect(map);
        else if (value is UnstructuredList list) foreach (var item in list) Collect(key, item);
        else if (value is not null) (_values.TryGetValue(key, out var known) ? known : _values[key] = []).Add(value);
    }

    /// <summary>What makes an object that object stays.</summary>
    private UnstructuredMap Map(UnstructuredMap map, string path)
    {
        var places =
            map.Index().Where(entry => path.Length > 0 || entry.Item.Key is "spec" or "metadata").Select(entry => entry.Index).ToList();
        if (path == "metadata")
            places = [.. map.Index().Where(entry => entry.Item.Key is "labels" or "namespace").Select(entry => entry.Index)];
        if (places.Count == 0) return map;
        var entries = map.ToList();
        var place = places[_random.Next(places.Count)];
        var (key, value) = (entries[place].Key, entries[place].Value);
        if (path.Length > 0 && path != "metadata" && _random.Next(8) == 0) entries.RemoveAt(place);
        else entries[place] = new(key, Value(key, value));
        return UnstructuredMap.Read(entries.Select(entry => entry.Key), entries.Select(entry => entry.Value));
    }

    private object? Value(string key, object? value) => value switch
    {
        UnstructuredMap map => Map(map, key),
        UnstructuredList { Count: > 0 } list => List(key, list),
        _ => _random.Next(3) == 0
            ? Plausible[_random.Next(Plausible.Length)]
            : _values.TryGetValue(key, out var known)
            ? known[_random.Next(known.Count)]
            : value,
    };

    private UnstructuredList List(string key, UnstructuredList list)
    {
        var items = list.ToList();
        var place = _random.Next(items.Count);
        if (_random.Next(8) == 0) items.RemoveAt(place);
        else if (_random.Next(8) == 0) items.Add(items[place]);
        else items[place] = Value(key, items[place]);
        return UnstructuredList.From(items);
    }
}
