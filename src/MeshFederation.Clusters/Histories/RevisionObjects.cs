using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Clusters.Histories;

/// <summary>
/// What the objects of a revision may be. Going back publishes them, so what no publish makes is refused, however sound its checksum is.
/// </summary>
internal static class RevisionObjects
{
    private static readonly string[] Said = ["name", "namespace", "labels", "annotations"];

    /// <summary>Why objects are not what a federation published; null when they are.</summary>
    public static string? Problem(IReadOnlyList<UnstructuredMap> objects, string federation)
    {
        var names = new HashSet<(string, string, string)>();
        foreach (var item in objects.Select(item => new MeshManifest("", item)))
        {
            if (ObjectKinds.Find(item) is null) return $"federations have no {item.ApiVersion} {item.Kind} as {item}";
            if (item.Name.Length == 0 || item.Namespace.Length == 0) return $"an object of the kind {item.Kind} has no name or namespace";
            if (!item.IsOf(federation)) return $"{item} does not carry the labels of the federation";
            if (item.Metadata.Keys.FirstOrDefault(key => !Said.Contains(key, StringComparer.Ordinal)) is { } key)
                return $"{item} has 'metadata.{key}', which no publish writes";
            if (!names.Add((item.TypeKey, item.Namespace, item.Name))) return $"{item} is in it twice";
        }

        return null;
    }
}
