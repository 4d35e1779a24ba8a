namespace MeshFederation.Model.Collections;

/// <summary>
/// Gives maps with the same keys in the same order one array of them. Objects of Kubernetes have few shapes and are many, and the arrays of
/// their keys are as large as those of their values.
/// </summary>
internal static class SharedKeys
{
    private const int Places = 1024;
    private const int MostKeys = 24;

    /// <summary>Whoever comes last has the place: what is lost is only that an array is not shared.</summary>
    private static readonly string[]?[] Known = new string[Places][];

    /// <summary>The array to keep.</summary>
    /// <param name="keys">Keys that nobody changes.</param>
    /// <returns>The same keys: an array that others have too, or the given one.</returns>
    public static string[] Of(string[] keys)
    {
        if (keys.Length is 0 or > MostKeys) return keys;
        ref var place = ref Known[Place(keys)];
        if (Volatile.Read(ref place) is { } known && keys.AsSpan().SequenceEqual(known)) return known;
        Volatile.Write(ref place, keys);
        return keys;
    }

    /// <summary>The array to keep for some keys; none is made where others have it.</summary>
    /// <param name="keys">The keys.</param>
    /// <returns>An array of the same keys.</returns>
    public static string[] Of(ReadOnlySpan<string> keys)
    {
        if (keys.Length is > 0 and <= MostKeys && Volatile.Read(ref Known[Place(keys)]) is { } known && keys.SequenceEqual(known))
            return known;
        return Of(keys.ToArray());
    }

    /// <summary>The array to keep for the entries that have a value; none is made where others have it.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="count">How many of them have a value.</param>
    public static string[] Of(ReadOnlySpan<(string Key, object? Value)> entries, int count)
    {
        var hash = (uint)count;
        foreach (var (key, value) in entries)
        {
            if (value is not null) hash = With(hash, key);
        }

        if (count <= MostKeys && Volatile.Read(ref Known[Place(hash)]) is { } known && known.Length == count && Are(known, entries))
            return known;
        var keys = new string[count];
        var next = 0;
        foreach (var (key, value) in entries)
        {
            if (value is not null) keys[next++] = key;
        }

        return Of(keys);
    }

    private static bool Are(string[] keys, ReadOnlySpan<(string Key, object? Value)> entries)
    {
        var next = 0;
        foreach (var (key, value) in entries)
        {
            if (value is not null && !string.Equals(keys[next++], key, StringComparison.Ordinal)) return false;
        }

        return true;
    }

    private static int Place(ReadOnlySpan<string> keys)
    {
        var hash = (uint)keys.Length;
        foreach (var key in keys) hash = With(hash, key);
        return Place(hash);
    }

    private static uint With(uint hash, string key) =>
        (hash * 31) + (key.Length == 0 ? 0u : (uint)((key.Length * 257) + (key[0] * 17) + key[^1]));

    private static int Place(uint hash) => (int)((hash ^ (hash >> 10)) % Places);
}
