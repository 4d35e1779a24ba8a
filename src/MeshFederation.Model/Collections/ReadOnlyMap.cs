using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace MeshFederation.Model.Collections;

/// <summary>
/// An immutable map with string keys that keeps the order it was given. It is a non-generic
/// <see cref="IDictionary"/> too, so that PowerShell reads a value with a dot and ConvertTo-Json writes an object.
/// </summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "Map is the word.")]
public abstract class ReadOnlyMap<TValue> : IReadOnlyDictionary<string, TValue>, IDictionary
{
    private readonly string[] _keys;
    private readonly TValue[] _values;

    /// <summary>Makes a map of two arrays of one length; keys must be unique.</summary>
    /// <param name="keys">The keys, in the order to keep.</param>
    /// <param name="values">The value of each key.</param>
    protected ReadOnlyMap(string[] keys, TValue[] values) => (_keys, _values) = (keys, values);

    /// <summary>The keys, which nobody changes.</summary>
    private protected string[] KeyArray => _keys;

    /// <summary>How many entries the map has.</summary>
    public int Count => _keys.Length;

    /// <summary>The keys, in order.</summary>
    public IEnumerable<string> Keys => _keys;

    /// <summary>The values, in the order of their keys.</summary>
    public IEnumerable<TValue> Values => _values;

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key, compared ordinally.</param>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public TValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    /// <inheritdoc />
    public bool ContainsKey(string key) => KeySearch.IndexOf(_keys, key) >= 0;

    /// <inheritdoc />
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out TValue value)
    {
        var index = KeySearch.IndexOf(_keys, key);
        value = index < 0 ? default : _values[index];
        return index >= 0;
    }

    /// <summary>The key and value at a place, without an allocation.</summary>
    /// <param name="index">The place, from 0.</param>
    /// <returns>The entry there.</returns>
    public (string Key, TValue Value) EntryAt(int index) => (_keys[index], _values[index]);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator()
    {
        for (var i = 0; i < _keys.Length; i++) yield return new(_keys[i], _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool IDictionary.IsFixedSize => true;

    bool IDictionary.IsReadOnly => true;

    ICollection IDictionary.Keys => _keys;

    ICollection IDictionary.Values => _values;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    object? IDictionary.this[object key]
    {
        get => key is string name && TryGetValue(name, out var value) ? value : null;
        set => throw Immutable();
    }

    bool IDictionary.Contains(object key) => key is string name && ContainsKey(name);

    void IDictionary.Add(object key, object? value) => throw Immutable();

    void IDictionary.Clear() => throw Immutable();

    void IDictionary.Remove(object key) => throw Immutable();

    IDictionaryEnumerator IDictionary.GetEnumerator()
    {
        var ordered = new System.Collections.Specialized.OrderedDictionary(_keys.Length, StringComparer.Ordinal);
        for (var i = 0; i < _keys.Length; i++) ordered.Add(_keys[i], _values[i]);
        return ordered.GetEnumerator();
    }

    void ICollection.CopyTo(Array array, int index)
    {
        for (var i = 0; i < _keys.Length; i++) array.SetValue(new DictionaryEntry(_keys[i], _values[i]), index + i);
    }

    private static NotSupportedException Immutable() => new("This object is immutable; make a changed copy instead.");
}
