using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Publishing.Transitions;

/// <summary>An object that is still seen in the namespaces which are about to lose it.</summary>
internal static class ExportTransition
{
    /// <summary>
    /// The wanted spec, seen from the namespaces of both; from all where one says nothing, since what that means is up to the mesh (istio
    /// meshConfig.defaultServiceExportTo).
    /// </summary>
    /// <param name="old">The object that did the work before.</param>
    /// <param name="wanted">The object that is wanted.</param>
    /// <param name="spec">Its spec for the time between.</param>
    public static UnstructuredMap Widen(UnstructuredMap old, UnstructuredMap wanted, UnstructuredMap spec)
    {
        var (before, after) = (Scopes(old, NamespaceOf(wanted)), Scopes(wanted, NamespaceOf(wanted)));
        if (after.Contains(ExportScope.All) || (before.Count > 0 == after.Count > 0 && before.All(after.Contains))) return spec;
        return spec.With(
            ExportScope.Field,
            before.Count == 0 || after.Count == 0 || before.Contains(ExportScope.All)
                ? UnstructuredList.Of(ExportScope.All)
                : UnstructuredList.From(after.Union(before)));
    }

    /// <summary>The namespace of an object that moved is another one than that of the object which takes its place.</summary>
    private static List<object?> Scopes(UnstructuredMap content, string? home) =>
        [.. (content.Map("spec")?.List(ExportScope.Field) ?? UnstructuredList.Empty)
            .Select(scope => scope is ExportScope.Own && NamespaceOf(content) is { } other && other != home ? other : scope)];

    private static string? NamespaceOf(UnstructuredMap content) => content.Map("metadata")?.Text("namespace");
}
