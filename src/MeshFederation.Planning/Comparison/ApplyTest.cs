using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Comparison;

/// <summary>
/// Tells from an object as a LIST returned it whether applying another would change anything, without asking the server. It would not when
/// every field we set has the value that we set, and the fields that the server recorded as ours are exactly those (so none is given up,
/// and none is taken). What is a list with keys, a set or a whole is read from the record, so no schema is needed.
/// </summary>
public static class ApplyTest
{
    /// <summary>Looks at an object.</summary>
    /// <param name="live">The object as a cluster has it, with its managed fields.</param>
    /// <param name="wanted">The object that would be applied.</param>
    /// <param name="manager">The field manager that would apply it.</param>
    /// <returns>True when applying it changes nothing for certain; false when it may.</returns>
    public static bool ChangesNothing(UnstructuredMap live, UnstructuredMap wanted, string manager = ManifestLabels.Manager)
    {
        var entry = FieldsEntry.AppliedBy(live, manager);
        return entry is not null
            && entry.ApiVersion == wanted.Text("apiVersion")
            && MapIsOwned(
                wanted, live, entry.Fields, static key => key is "apiVersion" or "kind", static key => key is "name" or "namespace");
    }

    private static bool MapIsOwned(
        UnstructuredMap wanted,
        UnstructuredMap live,
        UnstructuredMap fields,
        Func<string, bool>? skip = null,
        Func<string, bool>? skipInMetadata = null)
    {
        var matched = 0;
        for (var i = 0; i < wanted.Count; i++)
        {
            var (key, value) = wanted.EntryAt(i);
            if (skip?.Invoke(key) == true) continue;
            if (!live.TryGetValue(key, out var actual) || Field(fields, key) is not { } node) return false;
            matched++;
            var owned = skipInMetadata is not null
                && key == "metadata"
                && value is UnstructuredMap metadata
                && actual is UnstructuredMap liveMetadata
                ? MapIsOwned(metadata, liveMetadata, node, skipInMetadata)
                : IsOwned(value, actual, node);
            if (!owned) return false;
        }

        return matched == fields.Count - (fields.ContainsKey(".") ? 1 : 0);
    }

    private static bool IsOwned(object? wanted, object? live, UnstructuredMap fields)
    {
        if (fields.Count == 0) return UnstructuredEquality.AreEqual(wanted, live);
        return (wanted, live) switch
        {
            (UnstructuredMap map, UnstructuredMap liveMap) => map.Count > 0 && MapIsOwned(map, liveMap, fields),
            (UnstructuredList list, UnstructuredList liveList) => ListIsOwned(list, liveList, fields),
            _ => false,
        };
    }

    /// <summary>
    /// Items are matched by key or value; they must come in the order in which we would apply them, since that order prevails.
    /// </summary>
    private static bool ListIsOwned(UnstructuredList wanted, UnstructuredList live, UnstructuredMap fields)
    {
        var (matched, last) = (0, -1);
        foreach (var item in wanted)
        {
            var node = ListKey.NodeOf(fields, item, out var key);
            if (node is null) return false;
            var place = ListKey.IndexOf(live, key);
            if (place <= last) return false;
            (last, matched) = (place, matched + 1);
            if (item is UnstructuredMap map && !(live[place] is UnstructuredMap liveMap && MapIsOwned(map, liveMap, node))) return false;
        }

        return matched > 0 && matched == fields.Count - (fields.ContainsKey(".") ? 1 : 0);
    }

    private static UnstructuredMap? Field(UnstructuredMap fields, string key)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            var (name, node) = fields.EntryAt(i);
            if (name.Length == key.Length + FieldsEntry.FieldPrefix.Length
                && name.StartsWith(FieldsEntry.FieldPrefix, StringComparison.Ordinal)
                && name.AsSpan(FieldsEntry.FieldPrefix.Length).SequenceEqual(key))
            {
                return node as UnstructuredMap;
            }
        }

        return null;
    }
}
