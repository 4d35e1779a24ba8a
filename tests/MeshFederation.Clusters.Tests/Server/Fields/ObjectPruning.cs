using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;

namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>Takes out of a merged object what its manager applied last time, does not apply now, and nobody else owns.</summary>
internal static class ObjectPruning
{
    /// <summary>The object without these fields.</summary>
    /// <param name="merged">The live object with the new configuration over it.</param>
    /// <param name="last">The fields that the manager applied last time.</param>
    /// <param name="owned">The fields that any manager owns now.</param>
    /// <param name="schema">How the kind's fields are owned.</param>
    public static JsonObject Prune(JsonObject merged, FieldSet last, FieldSet owned, FieldSchema schema)
    {
        var pruned = merged.Copy();
        PruneMap(pruned, last, owned, "", schema);
        return pruned;
    }

    private static void PruneMap(JsonObject map, FieldSet last, FieldSet? owned, string path, FieldSchema schema)
    {
        foreach (var (element, child) in last.Children)
        {
            if (element[0] != 'f') continue;
            var name = PathElement.Name(element);
            if (!map.TryGetPropertyValue(name, out var value)) continue;
            var ownedBelow = owned?.Below(element);
            if (PruneBelow(value, child, ownedBelow, FieldPath.Of(path, name), schema)) continue;
            if (ownedBelow is null) map.Remove(name);
            // As the real server does: a map that is still applied, but lost all it had, becomes null, not an empty map.
            else if (value is JsonObject) map[name] = null;
        }
    }

    // False when nothing is left there that anyone could miss.
    private static bool PruneBelow(JsonNode? value, FieldSet last, FieldSet? owned, string path, FieldSchema schema)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map when !schema.IsAtomicMap(path):
                PruneMap(map, last, owned, path, schema);
                return map.Count > 0;
            case JsonArray { Count: > 0 } list when schema.KeysOf(path) is { } keys:
                PruneList(list, keys, last, owned, path, schema);
                return list.Count > 0;
            default:
                return owned is not null;
        }
    }

    private static void PruneList(JsonArray list, string[] keys, FieldSet last, FieldSet? owned, string path, FieldSchema schema)
    {
        for (var index = list.Count - 1; index >= 0; index--)
        {
            var item = list[index];
            var element = PathElement.Item(item, keys, schema);
            if (last.Below(element) is not { } child) continue;
            var ownedBelow = owned?.Below(element);
            if (ownedBelow is null) list.RemoveAt(index);
            else if (item is JsonObject map) PruneMap(map, child, ownedBelow, path + "[]", schema);
        }
    }
}
