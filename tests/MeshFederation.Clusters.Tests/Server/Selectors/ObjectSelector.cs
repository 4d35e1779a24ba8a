using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Selectors;

/// <summary>
/// Which objects a list, a watch or a deletecollection is about: by labels, and by name and namespace as field selectors do.
/// </summary>
internal sealed class ObjectSelector
{
    private readonly LabelSelector _labels;
    private readonly List<(string Field, bool Equal, string Value)> _fields;

    private ObjectSelector(LabelSelector labels, List<(string Field, bool Equal, string Value)> fields) =>
        (_labels, _fields) = (labels, fields);

    /// <summary>The selector of a request.</summary>
    public static ObjectSelector Of(ApiRequest request, ServedKind kind) => new(
        LabelSelector.Parse(request["labelSelector"]),
        [.. request["fieldSelector"].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(term => Term(term, kind))]);

    /// <summary>Whether an object is selected.</summary>
    public bool Matches(JsonObject? value)
    {
        if (value?["metadata"] is not JsonObject metadata) return false;
        var labels = (metadata["labels"] as JsonObject ?? [])
            .ToDictionary(entry => entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        return _labels.Matches(labels) && _fields.TrueForAll(term => ((string?)metadata[term.Field] ?? "") == term.Value == term.Equal);
    }

    private static (string Field, bool Equal, string Value) Term(string text, ServedKind kind)
    {
        var parts = text.Split(["!=", "==", "="], 2, StringSplitOptions.None);
        if (parts.Length < 2) throw Statuses.BadRequest($"invalid selector: '{text}'; can't understand '{text}'");
        return parts[0] is "metadata.name" or "metadata.namespace"
            ? (parts[0]["metadata.".Length..], !text.Contains("!=", StringComparison.Ordinal), parts[1])
            : throw Statuses.BadRequest(kind.Custom
                ? $"field label not supported: {parts[0]}"
                : $"\"{parts[0]}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"");
    }
}
