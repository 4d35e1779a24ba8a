using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Comparison;

/// <summary>The items of a list by the names that tell them apart: the field <c>name</c> of maps, or the texts themselves.</summary>
internal sealed class NamedItems
{
    private readonly List<string> _names;
    private readonly Dictionary<string, object?> _items;

    private NamedItems(List<string> names, Dictionary<string, object?> items) => (_names, _items) = (names, items);

    /// <summary>The names, in the order of the list.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The item of a name, or null when there is none.</summary>
    public object? this[string name] => _items.GetValueOrDefault(name);

    /// <summary>Reads a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="named">The items by name.</param>
    /// <returns>False when an item has no name, or two have the same.</returns>
    public static bool TryRead(UnstructuredList list, out NamedItems named)
    {
        named = new(new(list.Count), new(list.Count, StringComparer.Ordinal));
        foreach (var item in list)
        {
            var name = item switch
            {
                string text => text,
                UnstructuredMap map => map.Text("name"),
                _ => null,
            };
            if (name is null || !named._items.TryAdd(name, item)) return false;
            named._names.Add(name);
        }

        return true;
    }

    /// <summary>Whether there is an item of a name.</summary>
    public bool Contains(string name) => _items.ContainsKey(name);
}
