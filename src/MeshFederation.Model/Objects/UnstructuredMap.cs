using System.Collections.Immutable;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Model.Objects;

/// <summary>
/// A map of a Kubernetes object, keys in the order they are written. Values are a text, a whole number (long), a number (double),
/// a bool, null, an <see cref="UnstructuredMap"/> or an <see cref="UnstructuredList"/>. Equal to another map that holds the same,
/// whatever the
/// order of its keys.
/// </summary>
public sealed class UnstructuredMap : ReadOnlyMap<object?>, IEquatable<UnstructuredMap>
{
    /// <summary>The map without entries.</summary>
    public static readonly UnstructuredMap Empty = new([], []);

    private UnstructuredMap(string[] keys, object?[] values)
        : base(keys, values)
    {
    }

    /// <summary>Whether two maps hold the same.</summary>
    /// <param name="left">One map.</param>
    /// <param name="right">The other one.</param>
    /// <returns>True when they are equal.</returns>
    public static bool operator ==(UnstructuredMap? left, UnstructuredMap? right) => UnstructuredEquality.AreEqual(left, right);

    /// <summary>Whether two maps hold something else.</summary>
    /// <param name="left">One map.</param>
    /// <param name="right">The other one.</param>
    /// <returns>True when they are not equal.</returns>
    public static bool operator !=(UnstructuredMap? left, UnstructuredMap? right) => !(left == right);

    /// <summary>A map of entries; those with a null value are left out.</summary>
    /// <param name="entries">The entries, with keys that are unique.</param>
    /// <returns>The map.</returns>
    public static UnstructuredMap Of(params ReadOnlySpan<(string Key, object? Value)> entries)
    {
        var count = 0;
        foreach (var (_, value) in entries) count += value is null ? 0 : 1;
        if (count == 0) return Empty;
        var values = new object?[count];
        var next = 0;
        foreach (var (_, value) in entries)
        {
            if (value is not null) values[next++] = SharedValues.Of(value);
        }

        return new(SharedKeys.Of(entries, count), values);
    }

    /// <summary>A map of what was read, nulls and all.</summary>
    /// <param name="keys">The keys, unique.</param>
    /// <param name="values">The value of each key.</param>
    /// <returns>The map.</returns>
    public static UnstructuredMap Read(IEnumerable<string> keys, IEnumerable<object?> values) =>
        new(SharedKeys.Of(keys.ToArray()), SharedValues.All([.. values]));

    /// <summary>A map of what was read, nulls and all.</summary>
    /// <param name="keys">The keys, unique.</param>
    /// <param name="values">The value of each key.</param>
    /// <returns>The map.</returns>
    public static UnstructuredMap Read(ReadOnlySpan<string> keys, ReadOnlySpan<object?> values) =>
        new(SharedKeys.Of(keys), SharedValues.All(values.ToArray()));

    /// <summary>A map of texts, as labels are.</summary>
    /// <param name="texts">The texts.</param>
    /// <returns>The map.</returns>
    public static UnstructuredMap Of(LabelSet texts) => new([.. texts.Keys], [.. texts.Values]);

    /// <summary>The map with another value under a key; see <see cref="ChangedMap.With"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null takes the key away.</param>
    /// <returns>The copy.</returns>
    internal UnstructuredMap Changed(string key, object? value)
    {
        var at = KeySearch.IndexOf(KeyArray, key);
        if (at < 0 && value is null) return this;
        var values = new object?[Count + (at < 0 ? 1 : value is null ? -1 : 0)];
        for (int i = 0, next = 0; i < Count; i++)
        {
            if (i != at) values[next++] = EntryAt(i).Value;
            else if (value is not null) values[next++] = SharedValues.Of(value);
        }

        if (at >= 0 && value is not null) return new(KeyArray, values);
        if (at < 0) values[^1] = SharedValues.Of(value!);
        string[] keys = at < 0 ? [.. KeyArray, key] : [.. KeyArray[..at], .. KeyArray[(at + 1)..]];
        return keys.Length == 0 ? Empty : new(SharedKeys.Of(keys), values);
    }

    /// <summary>The map under a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The map, or null when there is none of that kind.</returns>
    public UnstructuredMap? Map(string key) => TryGetValue(key, out var value) ? value as UnstructuredMap : null;

    /// <summary>The list under a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The list, empty when there is none of that kind.</returns>
    public UnstructuredList List(string key) =>
        TryGetValue(key, out var value) && value is UnstructuredList list ? list : UnstructuredList.Empty;

    /// <summary>The maps of the list under a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The items that are maps.</returns>
    public ImmutableArray<UnstructuredMap> Maps(string key) => List(key).Maps();

    /// <summary>The text under a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The text, or null when there is none of that kind.</returns>
    public string? Text(string key) => TryGetValue(key, out var value) ? value as string : null;

    /// <summary>The map as YAML, as it stands in a manifest.</summary>
    /// <returns>The YAML, lines ending in <c>\n</c>.</returns>
    public string ToYaml() => YamlWriter.Write(this);

    /// <summary>The map on one line.</summary>
    /// <returns>The text, as <c>{number: 9080, name: http}</c>.</returns>
    public override string ToString() => InlineYaml.Write(this);

    /// <summary>The whole number under a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The number, or null when there is none of that kind.</returns>
    public long? Number(string key) => TryGetValue(key, out var value) && value is long number ? number : null;

    /// <inheritdoc />
    public bool Equals(UnstructuredMap? other) => UnstructuredEquality.AreEqual(this, other);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as UnstructuredMap);

    /// <inheritdoc />
    public override int GetHashCode() => UnstructuredEquality.HashOf(this);
}
