namespace MeshFederation.Model.Objects;

/// <summary>
/// Whether two values of Kubernetes objects say the same: maps whatever the order of their keys, numbers whatever their type.
/// </summary>
public static class UnstructuredEquality
{
    /// <summary>Compares two values.</summary>
    /// <param name="one">What an <see cref="UnstructuredMap"/> may hold.</param>
    /// <param name="other">The other one.</param>
    /// <returns>True when they are equal.</returns>
    public static bool AreEqual(object? one, object? other) => ReferenceEquals(one, other) || (one, other) switch
    {
        (string mine, string theirs) => string.Equals(mine, theirs, StringComparison.Ordinal),
        (UnstructuredMap mine, UnstructuredMap theirs) => MapsAreEqual(mine, theirs),
        (UnstructuredList mine, UnstructuredList theirs) => ListsAreEqual(mine, theirs),
        (long mine, double theirs) => IsWhole(theirs, mine),
        (double mine, long theirs) => IsWhole(mine, theirs),
        _ => Equals(one, other),
    };

    /// <summary>A hash that is the same for equal values.</summary>
    /// <param name="value">What an <see cref="UnstructuredMap"/> may hold.</param>
    /// <returns>The hash.</returns>
    public static int HashOf(object? value) => value switch
    {
        null => 0,
        string text => text.GetHashCode(StringComparison.Ordinal),
        long number => ((double)number).GetHashCode(),
        UnstructuredMap map => HashOf(map),
        UnstructuredList list => HashOf(list),
        _ => value.GetHashCode(),
    };

    /// <summary>
    /// Whether a double is a whole number exactly: above 2^53 several whole numbers round to one double, and must not all be equal to
    /// it.
    /// </summary>
    private static bool IsWhole(double number, long whole) => number == whole && number < long.MaxValue && (long)number == whole;

    private static bool MapsAreEqual(UnstructuredMap one, UnstructuredMap other)
    {
        if (one.Count != other.Count) return false;
        for (var i = 0; i < one.Count; i++)
        {
            var (key, value) = one.EntryAt(i);
            var (there, theirs) = other.EntryAt(i);
            if (!string.Equals(key, there, StringComparison.Ordinal) && !other.TryGetValue(key, out theirs)) return false;
            if (!AreEqual(value, theirs)) return false;
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

    private static int HashOf(UnstructuredMap map)
    {
        var hash = map.Count;
        for (var i = 0; i < map.Count; i++)
        {
            var (key, value) = map.EntryAt(i);
            hash = unchecked(hash + HashCode.Combine(key, HashOf(value)));
        }

        return hash;
    }

    private static int HashOf(UnstructuredList list)
    {
        var hash = default(HashCode);
        for (var i = 0; i < list.Count; i++) hash.Add(HashOf(list[i]));
        return hash.ToHashCode();
    }
}
