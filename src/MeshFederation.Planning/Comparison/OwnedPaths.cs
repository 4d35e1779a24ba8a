using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Planning.Comparison;

/// <summary>Which fields managers other than ours own of an object, by what server-side apply recorded.</summary>
public static class OwnedPaths
{
    /// <summary>The fields that other managers own.</summary>
    /// <param name="live">The object as a cluster has it.</param>
    /// <returns>The deepest fields, each with its manager.</returns>
    public static IReadOnlyList<FieldOwner> OfOthers(UnstructuredMap live)
    {
        var owners = new List<FieldOwner>();
        foreach (var entry in FieldsEntry.Of(live))
        {
            if (entry.Manager == ManifestLabels.Manager || entry.Subresource.Length > 0) continue;
            foreach (var path in Leaves("", entry.Fields)) owners.Add(new(path, entry.Manager));
        }

        return [.. owners.Distinct()];
    }

    private static IEnumerable<string> Leaves(string path, UnstructuredMap fields)
    {
        var children = fields.Where(entry => entry.Key != ".").ToList();
        if (children.Count == 0 && path.Length > 0) return [path];
        return children.SelectMany(child => Leaves(Step(path, child.Key), child.Value as UnstructuredMap ?? UnstructuredMap.Empty));
    }

    private static string Step(string path, string element) =>
        element.StartsWith(FieldsEntry.FieldPrefix, StringComparison.Ordinal)
            ? FieldPath.Field(path, element[FieldsEntry.FieldPrefix.Length..])
            : FieldPath.Item(path, ListKey.Display(element));
}
