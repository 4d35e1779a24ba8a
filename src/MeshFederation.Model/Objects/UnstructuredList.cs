using System.Collections;

namespace MeshFederation.Model.Objects;

/// <summary>
/// A list of a Kubernetes object; its items are what an <see cref="UnstructuredMap"/> may hold. Equal to another list with equal items
/// in the same order.
/// </summary>
public sealed class UnstructuredList : IReadOnlyList<object?>, IEquatable<UnstructuredList>
{
    /// <summary>The list without items.</summary>
    public static readonly UnstructuredList Empty = new([]);

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
    public static UnstructuredList Of(params object?[] items) => new(items);

    /// <summary>A list of the items of a sequence.</summary>
    /// <param name="items">The sequence.</param>
    /// <returns>The list.</returns>
    public static UnstructuredList From(IEnumerable<object?> items) => new([.. items]);

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
}
