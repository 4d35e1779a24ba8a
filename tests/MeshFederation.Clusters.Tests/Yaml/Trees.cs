using System.Text.Json;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Yaml;

/// <summary>Compares trees with their types: a text is never a number, and a whole number is never a double.</summary>
internal static class Trees
{
    public static bool Same(object? one, object? other) => (one, other) switch
    {
        (UnstructuredMap a, UnstructuredMap b) =>
            a.Count == b.Count && a.Keys.All(key => b.TryGetValue(key, out var value) && Same(a[key], value)),
        (UnstructuredList a, UnstructuredList b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        _ => Equals(one, other),
    };

    public static string Json(object? value) => JsonSerializer.Serialize(Plain(value));

    private static object? Plain(object? value) => value switch
    {
        UnstructuredMap map => map.ToDictionary(entry => entry.Key, entry => Plain(entry.Value), StringComparer.Ordinal),
        UnstructuredList list => list.Select(Plain).ToArray(),
        _ => value,
    };
}
