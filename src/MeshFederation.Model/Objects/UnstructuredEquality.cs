namespace MeshFederation.Model.Objects;

/// <summary>Whether two values of Kubernetes objects say the same: maps whatever the order of their keys, numbers whatever their type.</summary>
public static class UnstructuredEquality
{
    /// <summary>Compares two values.</summary>
    /// <param name="one">What an <see cref="UnstructuredMap"/> may hold.</param>
    /// <param name="other">The other one.</param>
    /// <returns>True when they are equal.</returns>
    public static bool AreEqual(object? one, object? other) => (one, other) switch
    {
        (UnstructuredMap mine, UnstructuredMap theirs) => MapsAreEqual(mine, theirs),
        (UnstructuredList mine, UnstructuredList theirs) => ListsAreEqual(mine, theirs),
        (long mine, double theirs) => mine == theirs,
        (double mine, long theirs) => mine == theirs,
        _ => Equals(one, other),
    };

    private static bool MapsAreEqual(UnstructuredMap one, UnstructuredMap other)
    {
        if (one.Count != other.Count) return false;
        for (var i = 0; i < one.Count; i++)
        {
            var (key, value) = one.EntryAt(i);
            if (!other.TryGetValue(key, out var theirs) || !AreEqual(value, theirs)) return false;
        }

        return true;
    }

    private static bool ListsAreEqual(UnstructuredList one, UnstructuredList other)
    {
        if (one.Count != other.Count) return false;
        for (var i = 0; i < one.Count; i++)
        {
            if (!AreEqual(one[i], other[i])) return false;
        }

        return true;
    }
}
