using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>Compares labels as they stand in objects, be they labels that Kubernetes accepts or not.</summary>
public static class LabelMaps
{
    /// <summary>The labels of an object.</summary>
    internal static UnstructuredMap Labels(this MeshManifest item) => item.Metadata.Map("labels") ?? UnstructuredMap.Empty;

    /// <summary>The labels of an object that are texts, as all of those are that the API server takes.</summary>
    internal static Dictionary<string, string> LabelTexts(this MeshManifest item) => item.Labels()
        .Where(label => label.Value is string)
        .ToDictionary(label => label.Key, label => (string)label.Value!, StringComparer.Ordinal);

    /// <summary>Whether labels select what has others: every pair is among them (istio pkg/config/labels/instance.go SubsetOf).</summary>
    /// <param name="selector">The labels that are asked for; none select everything.</param>
    /// <param name="labels">The labels that are there.</param>
    /// <returns>True when they do.</returns>
    public static bool Selects(this UnstructuredMap selector, IReadOnlyDictionary<string, object?> labels)
    {
        for (var i = 0; i < selector.Count; i++)
        {
            var (key, value) = selector.EntryAt(i);
            if (!labels.TryGetValue(key, out var actual) || !string.Equals(value as string, actual as string, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    /// <summary>The labels of both; of a key that both have, the value of the others.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="others">The others.</param>
    /// <returns>All of them.</returns>
    public static UnstructuredMap With(this UnstructuredMap labels, UnstructuredMap others) => UnstructuredMap.Of(
        [
            .. labels.Where(label => !others.ContainsKey(label.Key)).Select(label => (label.Key, label.Value)),
            .. others.Select(label => (label.Key, label.Value))
        ]);

    /// <summary>The labels as a selector: <c>app=reviews,version=v3</c>.</summary>
    /// <param name="labels">The labels.</param>
    /// <returns>The text.</returns>
    public static string Describe(this IReadOnlyDictionary<string, object?> labels) =>
        string.Join(',', labels.Select(label => $"{label.Key}={label.Value}"));
}
