using System.Globalization;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;

namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>
/// The objects of one cluster. What it hands out must not be changed; who writes hands in what nobody changes any more.
/// Whoever reads and then writes holds <see cref="Lock"/> meanwhile.
/// </summary>
internal sealed class ObjectStore
{
    private readonly SortedDictionary<string, (ObjectKey Key, JsonObject Value)> _objects = new(StringComparer.Ordinal);

    /// <summary>The one lock of a cluster.</summary>
    public Lock Lock { get; } = new();

    /// <summary>What changed.</summary>
    public ChangeLog Log { get; } = new();

    /// <summary>The revision of the newest change.</summary>
    public long Revision { get; private set; } = 1;

    /// <summary>The object under a key, or null.</summary>
    public JsonObject? Find(ObjectKey key) => _objects.TryGetValue(Sorted(key), out var found) ? found.Value : null;

    /// <summary>The objects of a kind by namespace and name.</summary>
    public IEnumerable<(ObjectKey Key, JsonObject Value)> All(ServedKind kind, string? ns) =>
        _objects.Values.Where(entry => entry.Key.IsIn(kind, ns));

    /// <summary>Every object.</summary>
    public IEnumerable<(ObjectKey Key, JsonObject Value)> All() => _objects.Values;

    /// <summary>Writes an object, which gets the new revision.</summary>
    public JsonObject Put(ObjectKey key, JsonObject value)
    {
        var before = Find(key);
        var after = Stamped(value, ++Revision);
        _objects[Sorted(key)] = (key, after);
        Log.Add(new(Revision, key, before, after));
        return after;
    }

    /// <summary>Removes an object; its last state gets the revision of the removal.</summary>
    public void Remove(ObjectKey key)
    {
        if (!_objects.Remove(Sorted(key), out var found)) return;
        Log.Add(new(++Revision, key, Stamped(found.Value, Revision), null));
    }

    /// <summary>Puts back what was there at another moment, as a restored backup does: watches and pages from before end.</summary>
    public void Restore(IReadOnlyCollection<(ObjectKey Key, JsonObject Value)> objects)
    {
        _objects.Clear();
        foreach (var entry in objects) _objects[Sorted(entry.Key)] = entry;
        Log.Compact(++Revision);
    }

    private static JsonObject Stamped(JsonObject value, long revision)
    {
        var stamped = value.Copy();
        stamped["metadata"]!["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture);
        return stamped;
    }

    private static string Sorted(ObjectKey key) => $"{key.Group}/{key.Plural}/{key.Namespace}/{key.Name}";
}
