using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Fields;

/// <summary>A field of an object that is newer than the Istio of its cluster.</summary>
/// <param name="Container">The map that has it.</param>
/// <param name="Key">The field in the map.</param>
/// <param name="Path">The path, as <c>spec.http[0].retries.backoff</c>.</param>
/// <param name="Since">The first version that has it.</param>
/// <param name="Word">The word of an enum that is newer than the field; null where the field is.</param>
internal readonly record struct NewerField(UnstructuredMap Container, string Key, string Path, IstioVersion Since, string? Word)
{
    /// <summary>Those of an object. Fields in one that is newer are not named.</summary>
    /// <param name="kind">Group and kind.</param>
    /// <param name="content">The whole object.</param>
    /// <param name="version">The version of the cluster.</param>
    public static IEnumerable<NewerField> Of(string kind, UnstructuredMap content, IstioVersion version) =>
        FieldTable.NewerThan(kind, version) is { } node && IsIn(content, node) ? In(content, node, "") : [];

    /// <summary>Nearly all objects have none, so these are told apart without paths.</summary>
    private static bool IsIn(object? value, FieldNode node)
    {
        if (value is UnstructuredList list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (IsIn(list[i], node)) return true;
            }
        }
        else if (value is UnstructuredMap map)
        {
            foreach (var (key, next) in node.Fields)
            {
                if (!map.TryGetValue(key, out var inner) || inner is null) continue;
                if (next.Since is not null || IsIn(inner, next)) return true;
            }
        }

        return value is string word && node.Words.ContainsKey(word);
    }

    private static IEnumerable<NewerField> In(UnstructuredMap map, FieldNode node, string path)
    {
        foreach (var (key, next) in node.Fields)
        {
            if (!map.TryGetValue(key, out var value) || value is null) continue;
            var place = path.Length == 0 ? key : path + "." + key;
            if (next.Since is { } since) yield return new(map, key, place, since, Word: null);
            else if (value is string word && next.Words.TryGetValue(word, out var named)) yield return new(map, key, place, named, word);
            else foreach (var inner in Below(value, next, place)) yield return inner;
        }
    }

    private static IEnumerable<NewerField> Below(object value, FieldNode node, string path) => value switch
    {
        UnstructuredMap map => In(map, node, path),
        UnstructuredList list =>
            list.SelectMany(
                (item, index) => item is UnstructuredMap map ? In(map, node, FormattableString.Invariant($"{path}[{index}]")) : []),
        _ => [],
    };
}
