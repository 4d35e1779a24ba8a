using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Api;

/// <summary>
/// Objects that were read before and are still held. One that is read again and says the same is not held twice: of a federation that is
/// compared again, before it is published, that is nearly all.
/// </summary>
internal sealed class KnownObjects
{
    private readonly Dictionary<string, UnstructuredMap> _objects = new(StringComparer.Ordinal);

    /// <summary>Makes them of objects.</summary>
    /// <param name="objects">The objects; those without a uid are none of a server's.</param>
    public KnownObjects(IEnumerable<UnstructuredMap> objects)
    {
        foreach (var known in objects)
        {
            if (Uid(known) is { Length: > 0 } uid) _objects[uid] = known;
        }
    }

    /// <summary>The object that was read before, where it says just what was read now; else what was read now.</summary>
    public UnstructuredMap Same(UnstructuredMap read) =>
        Uid(read) is { } uid && _objects.TryGetValue(uid, out var known) && UnstructuredEquality.AreEqual(known, read) ? known : read;

    private static string? Uid(UnstructuredMap item) => item.Map("metadata")?.Text("uid");
}
