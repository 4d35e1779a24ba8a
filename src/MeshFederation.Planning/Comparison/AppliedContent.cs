using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Comparison;

/// <summary>
/// What an object says once something is applied to it: maps are merged, everything else takes the place of what was there.
/// </summary>
internal static class AppliedContent
{
    public static UnstructuredMap Of(UnstructuredMap live, UnstructuredMap wanted) => UnstructuredMap.Of(
    [
        .. live.Select(field => (field.Key, wanted.TryGetValue(field.Key, out var said) ? Of(field.Value, said) : field.Value)),
        .. wanted.Where(field => !live.ContainsKey(field.Key)).Select(field => (field.Key, field.Value)),
    ]);

    private static object? Of(object? live, object? wanted) =>
        live is UnstructuredMap one && wanted is UnstructuredMap other ? Of(one, other) : wanted;
}
