using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Planning.Comparison;

/// <summary>Which fields other managers own of an object, in few words: the deepest field that is owned as a whole.</summary>
public static class OwnedPaths
{
    /// <summary>The fields under <c>spec</c> that managers other than ours set.</summary>
    /// <param name="live">The object as a cluster has it.</param>
    /// <returns>The fields with their managers, each once.</returns>
    public static IReadOnlyList<FieldOwner> OfOthers(UnstructuredMap live) =>
    [
        .. FieldsEntry.Of(live).Where(entry => entry.Manager != ManifestLabels.Manager && entry.Subresource.Length == 0)
            .SelectMany(entry => Paths(entry).Select(path => new FieldOwner(path, entry.Manager)))
            .Distinct(),
    ];

    private static IEnumerable<string> Paths(FieldsEntry entry)
    {
        var spec = entry.Fields.Map("f:spec") ?? UnstructuredMap.Empty;
        return spec.Keys.Where(key => key.StartsWith("f:", StringComparison.Ordinal)).Select(key => "spec." + key[2..]);
    }
}
