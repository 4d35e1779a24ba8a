using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Yaml;

/// <summary>A document as it stands in a file, with the lines of its maps: a list's items have lines of their own.</summary>
internal sealed record ParsedDocument(KubernetesDocument Document, LineTable Lines)
{
    /// <summary>The document of a root node, or null for an empty document.</summary>
    public static ParsedDocument? Of(object? root, string file, int line, LineTable lines) => root switch
    {
        null => null,
        UnstructuredMap map => new(new(map, file, line), lines),
        _ => throw YamlErrors.Content(
            new(UnstructuredMap.Empty, file, line),
            $"The document is a {(root is UnstructuredList ? "list" : "single value")}, not an object.",
            "Begin each document with apiVersion and kind."),
    };
}
