using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Services;

/// <summary>Compares values of objects; the order of a map's keys does not count.</summary>
internal static class SameContent
{
    public static bool Of(object? one, object? other) => (one, other) switch
    {
        (UnstructuredMap left, UnstructuredMap right) => left.Count == right.Count
            && left.All(entry => right.TryGetValue(entry.Key, out var value) && Of(entry.Value, value)),
        (UnstructuredList left, UnstructuredList right) => left.Count == right.Count && left.Zip(right).All(pair => Of(pair.First, pair.Second)),
        _ => Equals(one, other),
    };
}
