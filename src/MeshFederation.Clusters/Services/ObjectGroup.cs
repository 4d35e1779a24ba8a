using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Services;

/// <summary>Tells kinds of one name apart: Knative, too, has a Service.</summary>
internal static class ObjectGroup
{
    /// <summary>Whether an object is of an API group; one without apiVersion is taken for what its kind says.</summary>
    public static bool Is(UnstructuredMap content, string group) =>
        content.Text("apiVersion") is not { } apiVersion
        || string.Equals(apiVersion[..Math.Max(apiVersion.IndexOf('/'), 0)], group, StringComparison.Ordinal);
}
