using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Yaml;

/// <summary>
/// Takes lists apart: <c>kind: List</c> as kubectl writes it, and <c>ServiceList</c> and its like as the API server does.
/// </summary>
internal static class KubernetesList
{
    private const string Suffix = "List";

    public static IEnumerable<KubernetesDocument> Flatten(ParsedDocument parsed) => Flatten(
        parsed.Document with { Lines = parsed.Lines, RepeatedKey = parsed.Lines.RepeatedIn(parsed.Document.Content) }, parsed.Lines);

    private static IEnumerable<KubernetesDocument> Flatten(KubernetesDocument document, LineTable lines)
    {
        if (Kind(document.Content) is not { } kind) return [document];
        return Items(document).SelectMany(item =>
        {
            var line = lines.LineOf(item, document.Line);
            return Flatten(
                new(Complete(item, document.Content, kind[..^Suffix.Length]), document.File, line)
                {
                    Lines = lines,
                    RepeatedKey = lines
                    .RepeatedIn(item)
                }, lines);
        });
    }

    /// <summary>
    /// The kind when it is a list's. An object of a kind that only ends so has no items, or items that are its own business under spec.
    /// </summary>
    private static string? Kind(UnstructuredMap content) =>
        content.Text("kind") is { } kind
        && kind.EndsWith(Suffix, StringComparison.Ordinal)
        && (kind == Suffix || content.ContainsKey("items"))
            ? kind
            : null;

    private static IEnumerable<UnstructuredMap> Items(KubernetesDocument document)
    {
        var items = document.Content.TryGetValue("items", out var value) ? value : null;
        if (items is not (null or UnstructuredList)) throw NotObjects(document);
        return document.Content.List("items").Select(item => item as UnstructuredMap ?? throw NotObjects(document));
    }

    /// <summary>The API server leaves apiVersion and kind of a typed list's items out.</summary>
    private static UnstructuredMap Complete(UnstructuredMap item, UnstructuredMap list, string kind)
    {
        if (kind.Length == 0 || item.ContainsKey("kind") || list.Text("apiVersion") is not { } apiVersion) return item;
        return UnstructuredMap.Read(
            ["apiVersion", "kind", .. item.Keys.Where(key => key != "apiVersion")],
            [apiVersion, kind, .. item.Where(entry => entry.Key != "apiVersion").Select(entry => entry.Value)]);
    }

    private static Model.Errors.MeshException NotObjects(KubernetesDocument document) => YamlErrors.Content(
        document, $"The items of the {document.Content.Text("kind")} are not objects.", "Give each item an apiVersion and a kind.");
}
