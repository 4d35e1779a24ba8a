using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Api;

/// <summary>
/// Objects that are held already: those that were read before, and those that are planned. What is read and says the same is not held
/// twice: of a federation that is compared again that is nearly all of what was read, and of one that is published the parts that are
/// planned.
/// </summary>
internal sealed class KnownObjects
{
    private readonly Dictionary<string, UnstructuredMap> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? Kind, string? Namespace, string? Name), UnstructuredMap> _planned = [];

    /// <summary>Makes them of objects.</summary>
    /// <param name="objects">The objects; those without a uid are none of a server's.</param>
    /// <param name="planned">The objects that are planned.</param>
    public KnownObjects(IEnumerable<UnstructuredMap> objects, IEnumerable<UnstructuredMap> planned)
    {
        foreach (var item in planned) _planned[Place(item)] = item;
        foreach (var known in objects)
        {
            if (Uid(known) is { Length: > 0 } uid) _objects[uid] = known;
        }
    }

    /// <summary>
    /// The object that was read before, where it says just what was read now; else what was read now, with the parts that are as planned.
    /// </summary>
    public UnstructuredMap Same(UnstructuredMap read)
    {
        if (Uid(read) is { } uid && _objects.TryGetValue(uid, out var known) && UnstructuredEquality.AreEqual(known, read)) return known;
        return _planned.TryGetValue(Place(read), out var wanted) ? WithPartsOf(wanted, read) : read;
    }

    private static UnstructuredMap WithPartsOf(UnstructuredMap wanted, UnstructuredMap read)
    {
        var values = new object?[read.Count];
        var isShared = false;
        for (var i = 0; i < read.Count; i++)
        {
            var (key, value) = read.EntryAt(i);
            values[i] = Part(wanted.GetValueOrDefault(key), value);
            isShared |= !ReferenceEquals(values[i], value);
        }

        return isShared ? UnstructuredMap.Read(read.Keys, values) : read;
    }

    private static object? Part(object? planned, object? read) => (planned, read) switch
    {
        (string one, string other) when one == other => one,
        (UnstructuredList one, UnstructuredList other) when UnstructuredEquality.AreEqual(one, other) => one,
        (UnstructuredMap one, UnstructuredMap other) => UnstructuredEquality.AreEqual(one, other) ? one : WithPartsOf(one, other),
        _ => read,
    };

    private static (string? Kind, string? Namespace, string? Name) Place(UnstructuredMap item)
    {
        var metadata = item.Map("metadata") ?? UnstructuredMap.Empty;
        return (item.Text("kind"), metadata.Text("namespace"), metadata.Text("name"));
    }

    private static string? Uid(UnstructuredMap item) => item.Map("metadata")?.Text("uid");
}
