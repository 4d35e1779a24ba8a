using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Objects;

/// <summary>
/// A list of a Kubernetes object; its items are what an <see cref="UnstructuredMap"/> may hold. Equal to another list with equal items
/// in the same order.
/// </summary>
public sealed class UnstructuredList : IReadOnlyList<object?>, IEquatable<UnstructuredList>
{
    /// <summary>The list without items.</summary>
    public static readonly UnstructuredList Empty = new([]);

    /// <summary>
    /// An array of maps where all items are maps, and of texts where all are, so that those who want these need not look at each.
    /// </summary>
    private readonly object?[] _items;

    private UnstructuredList(object?[] items) => _items = items;

    /// <summary>How many items the list has.</summary>
    public int Count => _items.Length;

    /// <summary>The item at a place.</summary>
    /// <param name="index">The place, from 0.</param>
    public object? this[int index] => _items[index];

    /// <summary>Whether two lists hold the same.</summary>
    /// <param name="left">One list.</param>
    /// <param name="right">The other one.</param>
    /// <returns>True when they are equal.</returns>
    public static bool operator ==(UnstructuredList? left, UnstructuredList? right) => UnstructuredEquality.AreEqual(left, right);

    /// <summary>Whether two lists hold something else.</summary>
    /// <param name="left">One list.</param>
    /// <param name="right">The other one.</param>
    /// <returns>True when they are not equal.</returns>
    public static bool operator !=(UnstructuredList? left, UnstructuredList? right) => !(left == right);

    /// <summary>A list of items.</summary>
    /// <param name="items">The items.</param>
    /// <returns>The list.</returns>
    public static UnstructuredList Of(params object?[] items) => new(Typed(items));

    /// <summary>A list of the items of a sequence.</summary>
    /// <param name="items">The sequence.</param>
    /// <returns>The list.</returns>
    public static UnstructuredList From(IEnumerable<object?> items) => new(items switch
    {
        IEnumerable<UnstructuredMap> maps => Typed<UnstructuredMap>(maps.ToArray()),
        IEnumerable<string> texts => SharedValues.All(texts.ToArray()),
        _ => Typed([.. items]),
    });

    /// <summary>Whether an item is in the list.</summary>
    /// <param name="item">The item.</param>
    /// <returns>True when one is equal to it.</returns>
    public bool Contains(object? item) => Array.IndexOf(_items, item) >= 0;

    /// <summary>The items of a type.</summary>
    internal IEnumerable<T> OfType<T>()
        where T : class
    {
        if (_items.Length == 0) return [];
        return typeof(T) != typeof(object) && _items is T[] typed ? typed : Enumerable.OfType<T>(_items);
    }

    /// <summary>The items that are maps; where all are, the array that the list has itself, which nobody changes.</summary>
    internal ImmutableArray<UnstructuredMap> Maps()
    {
        if (_items.Length == 0) return ImmutableArray<UnstructuredMap>.Empty;
        return ImmutableCollectionsMarshal.AsImmutableArray(
            _items is UnstructuredMap[] maps ? maps : Enumerable.OfType<UnstructuredMap>(_items).ToArray());
    }

    /// <summary>The list on one line.</summary>
    /// <returns>The text, as <c>[a, {number: 9080}]</c>.</returns>
    public override string ToString() => Yaml.InlineYaml.Write(this);

    /// <inheritdoc />
    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc />
    public bool Equals(UnstructuredList? other) => UnstructuredEquality.AreEqual(this, other);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as UnstructuredList);

    /// <inheritdoc />
    public override int GetHashCode() => UnstructuredEquality.HashOf(this);

    private static object?[] Typed(object?[] items) =>
        items is [UnstructuredMap, ..] ? Typed<UnstructuredMap>(items) : items is [string, ..] ? Shared(items) : SharedValues.All(items);

    private static object?[] Shared(object?[] items) => Typed<string>(items) is string[] texts ? SharedValues.All(texts) : items;

    private static object?[] Typed<T>(object?[] items)
        where T : class
    {
        if (!Array.TrueForAll(items, static item => item is T)) return [.. items];
        if (items is T[]) return items;
        var typed = new T[items.Length];
        Array.Copy(items, typed, items.Length);
        return typed;
    }
}
