using System.Text.Json;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Comparison;

/// <summary>
/// What tells an item of a list from the others, as managed fields record it: <c>k:{"name":"http"}</c> for a map with keys,
/// <c>v:"a"</c> for the value of a set.
/// </summary>
internal sealed class ListKey
{
    private readonly IReadOnlyList<(string Name, object? Value)>? _keys;
    private readonly object? _value;

    private ListKey(IReadOnlyList<(string Name, object? Value)>? keys, object? value) => (_keys, _value) = (keys, value);

    /// <summary>The node of an item among those of its list.</summary>
    /// <param name="fields">What the list's record holds.</param>
    /// <param name="item">The item.</param>
    /// <param name="key">The item's key.</param>
    /// <returns>The node, or null when the record does not hold the item.</returns>
    public static UnstructuredMap? NodeOf(UnstructuredMap fields, object? item, out ListKey key)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            var (name, node) = fields.EntryAt(i);
            if (Read(name) is { } read && read.Matches(item))
            {
                key = read;
                return node as UnstructuredMap;
            }
        }

        key = new(null, null);
        return null;
    }

    /// <summary>The place of the item with a key.</summary>
    /// <param name="items">The list.</param>
    /// <param name="key">The key.</param>
    /// <returns>The place, or -1.</returns>
    public static int IndexOf(UnstructuredList items, ListKey key)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (key.Matches(items[i])) return i;
        }

        return -1;
    }

    /// <summary>An element of a record for people: <c>http</c> for <c>k:{"name":"http"}</c>.</summary>
    /// <param name="element">The element.</param>
    /// <returns>The values of the keys, joined by commas, or the value.</returns>
    public static string Display(string element) => Read(element) is { } key
        ? string.Join(',', key._keys?.Select(entry => entry.Value) ?? [key._value])
        : element[2..];

    private static ListKey? Read(string name) => name switch
    {
        ['k', ':', ..] => ReadKeys(name.AsMemory(2)),
        ['v', ':', ..] => ReadValue(name.AsMemory(2)),
        _ => null,
    };

    private static ListKey? ReadKeys(ReadOnlyMemory<char> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? new([.. document.RootElement.EnumerateObject().Select(property => (property.Name, Scalar(property.Value)))], null)
            : null;
    }

    private static ListKey ReadValue(ReadOnlyMemory<char> json)
    {
        using var document = JsonDocument.Parse(json);
        return new(null, Scalar(document.RootElement));
    }

    private static object? Scalar(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        _ => null,
    };

    private bool Matches(object? item)
    {
        if (_keys is null) return item is not UnstructuredMap && UnstructuredEquality.AreEqual(item, _value);
        if (item is not UnstructuredMap map) return false;
        foreach (var (name, value) in _keys)
        {
            if (!map.TryGetValue(name, out var actual) || !UnstructuredEquality.AreEqual(actual, value)) return false;
        }

        return true;
    }
}
