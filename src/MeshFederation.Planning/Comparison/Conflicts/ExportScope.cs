using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Comparison.Conflicts;

/// <summary>The namespaces whose callers see an object, by its <c>exportTo</c>: all where it says nothing, <c>.</c> for its own, <c>~</c> for none.</summary>
internal static class ExportScope
{
    /// <summary>The namespaces, sorted; <c>*</c> for all.</summary>
    public static IReadOnlyList<string> Of(MeshManifest manifest)
    {
        var scopes = manifest.Spec.List("exportTo").OfType<string>().Where(scope => scope != "~").Select(scope => scope == "." ? manifest.Namespace : scope)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (manifest.Spec.List("exportTo").Count == 0 || scopes.Contains("*", StringComparer.Ordinal)) return ["*"];
        return scopes;
    }

    /// <summary>Whether callers of some namespace see both objects.</summary>
    public static bool Meet(MeshManifest one, MeshManifest other)
    {
        var (mine, theirs) = (Of(one), Of(other));
        if (mine.Count == 0 || theirs.Count == 0) return false;
        return mine is ["*"] || theirs is ["*"] || mine.Intersect(theirs, StringComparer.Ordinal).Any();
    }

    /// <summary>Whether the same namespaces see both objects.</summary>
    public static bool AreSame(MeshManifest one, MeshManifest other) => Of(one).SequenceEqual(Of(other), StringComparer.Ordinal);
}
