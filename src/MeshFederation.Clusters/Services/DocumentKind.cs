using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Services;

/// <summary>Tells kinds of one name apart: Knative, too, has a Service.</summary>
internal static class DocumentKind
{
    /// <summary>Whether an object is of a kind; one without apiVersion is taken for what its kind says.</summary>
    public static bool Is(UnstructuredMap content, ReadKind kind) => content.Text("kind") == kind.Type.Kind
        && (content.Text("apiVersion") is not { } apiVersion || ObjectType.IsOfGroup(apiVersion, kind.Type.Group));
}
