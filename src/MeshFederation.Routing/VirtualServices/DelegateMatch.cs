using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>
/// Whether the match of a delegate is within that of the route that names it; a delegate's route of which one match is within none of
/// them is left out
/// as a whole (istio pilot/pkg/model/virtualservice.go mergeHTTPMatchRequests, hasConflict, stringMatchConflict).
/// </summary>
internal static class DelegateMatch
{
    public static bool IsWithin(UnstructuredMap leaf, UnstructuredMap root) =>
        MatchFields.Texts.All(field => IsWithin(leaf, root, field))
        && MatchFields.Named.All(field => leaf.Map(field) is not { } inner || inner.Keys
            .All(key => root.Map(field) is not { } outer || IsWithin(inner, outer, key)))
        && leaf.IsTrue("ignoreUriCase") == root.IsTrue("ignoreUriCase")
        && (leaf.Number("port") is not > 0 || root.Number("port") is not > 0 || root.Number("port") == leaf.Number("port"))
        && (root.Text("sourceNamespace") is not { Length: > 0 } space || leaf.Text("sourceNamespace") == space)
        && HasLabels(leaf.Map("sourceLabels"), root.Map("sourceLabels"))
        && HasGateways(leaf.List("gateways"), root.List("gateways"));

    private static bool IsWithin(UnstructuredMap leaf, UnstructuredMap root, string field)
    {
        if (!leaf.Has(field) || !root.Has(field)) return true;
        var (narrow, wide) = (leaf.Map(field) ?? UnstructuredMap.Empty, root.Map(field) ?? UnstructuredMap.Empty);
        if (Says(narrow, "regex") is not null || Says(wide, "regex") is not null) return false;
        if (Says(wide, "exact") is { } exact) return Says(narrow, "prefix") is null && narrow.Text("exact") == exact;
        return Says(wide, "prefix") is { } prefix
            && (Says(narrow, "prefix") ?? Says(narrow, "exact"))?.StartsWith(prefix, StringComparison.Ordinal) is true;
    }

    private static bool HasLabels(UnstructuredMap? leaf, UnstructuredMap? root) =>
        leaf is null || root is null || leaf.All(label => !root.TryGetValue(label.Key, out var value) || Equals(value, label.Value));

    private static bool HasGateways(UnstructuredList leaf, UnstructuredList root) => root.Count == 0 || leaf.Count == 0 || leaf
        .All(root.Contains);

    private static string? Says(UnstructuredMap match, string kind) => match.Text(kind) is { Length: > 0 } text ? text : null;
}
