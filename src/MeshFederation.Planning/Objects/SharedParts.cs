using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Objects;

/// <summary>
/// Gives fields that objects of many services say alike one value in memory: ports, endpoints that are the gateway of a cluster, subsets
/// of pods.
/// </summary>
/// <remarks>
/// Only whole fields of a spec, never parts of one: within an object each map and list is one of its own, by which a finding says its
/// place.
/// </remarks>
internal static class SharedParts
{
    private const int Places = 1024;

    /// <summary>Whoever comes last has the place: what is lost is only that a list is not shared.</summary>
    private static readonly UnstructuredList?[] Known = new UnstructuredList[Places];

    /// <summary>The list to keep.</summary>
    /// <param name="list">The list.</param>
    /// <returns>An equal one that other objects have too, or the given one.</returns>
    public static UnstructuredList Of(UnstructuredList list)
    {
        ref var place = ref Known[(uint)UnstructuredEquality.HashOf(list) % Places];
        if (Volatile.Read(ref place) is { } known && known == list) return known;
        Volatile.Write(ref place, list);
        return list;
    }
}
