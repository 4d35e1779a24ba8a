using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Routing.HostNames;

/// <summary>Who sees an object by its <c>exportTo</c> (istio pkg/config/visibility; pilot/pkg/model/push_context.go IsServiceVisible).</summary>
public static class ExportScope
{
    /// <summary>Whether an object is seen in a namespace. Without exportTo it is seen everywhere, unless meshConfig's defaults say otherwise.</summary>
    /// <param name="exportTo">The object's exportTo.</param>
    /// <param name="owner">The object's namespace.</param>
    /// <param name="client">The namespace of the proxy.</param>
    /// <returns>True when it is.</returns>
    public static bool Reaches(UnstructuredList exportTo, string owner, string client)
    {
        if (exportTo.Count == 0) return true;
        foreach (var item in exportTo)
        {
            if (item is not string scope) continue;
            if (scope is "*" || string.Equals(scope is "." ? owner : scope, client, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>Whether an object is seen everywhere.</summary>
    /// <param name="exportTo">The object's exportTo.</param>
    /// <returns>True when it is.</returns>
    public static bool IsPublic(UnstructuredList exportTo) => exportTo.Count == 0 || exportTo.Contains("*");

    /// <summary>The exportTo as a person reads it.</summary>
    /// <param name="exportTo">The object's exportTo.</param>
    /// <returns>The text, as <c>exportTo [.]</c>.</returns>
    public static string Describe(UnstructuredList exportTo) => $"exportTo [{string.Join(", ", exportTo)}]";
}
