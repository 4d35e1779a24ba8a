using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Publishing.Transitions;

/// <summary>Lists of what is wanted and what is about to go.</summary>
internal static class BothLists
{
    /// <summary>
    /// All that is wanted and, of the old, what is missing there. When the old has all, its order is kept, so that an object which only
    /// loses something is not written for nothing.
    /// </summary>
    /// <param name="old">The old items.</param>
    /// <param name="wanted">The wanted items.</param>
    /// <param name="key">What tells items apart.</param>
    /// <param name="keep">What is kept of an old item that is missing.</param>
    /// <returns>The items of both; null when nothing is missing.</returns>
    public static UnstructuredList? Of(
        UnstructuredList old, UnstructuredList wanted, Func<object?, object?> key, Func<object?, object?>? keep = null)
    {
        var byKey = wanted.ToLookup(key);
        var missing = old.Where(item => !byKey.Contains(key(item))).ToHashSet();
        if (missing.Count == 0) return null;
        var known = old.Select(key).ToHashSet();
        return UnstructuredList.From(
            old.Select(item => missing.Contains(item) ? keep is null ? item : keep(item) : byKey[key(item)].First())
                .Concat(wanted.Where(item => !known.Contains(key(item)))));
    }
}
