using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Objects;

/// <summary>Makes the frame of every object: API version, kind, name and our labels.</summary>
internal static class IstioObject
{
    public static MeshManifest Create(
        ObjectKind kind,
        PublishingStep step,
        MeshCluster cluster,
        UnstructuredMap labels,
        string @namespace,
        string name,
        UnstructuredMap spec,
        UnstructuredMap? annotations = null) => Create(
            kind.Type, kind.ApiVersion(cluster.IstioVersion), step, cluster, labels, @namespace, name,
            Exported(kind, @namespace, cluster, spec), annotations);

    private static MeshManifest Create(
        ObjectType type,
        string apiVersion,
        PublishingStep step,
        MeshCluster cluster,
        UnstructuredMap labels,
        string @namespace,
        string name,
        UnstructuredMap? spec,
        UnstructuredMap? annotations)
    {
        var metadata = UnstructuredMap.Of(("name", name), ("namespace", @namespace), ("labels", labels), ("annotations", annotations));
        var content =
            UnstructuredMap.Of(("apiVersion", apiVersion), ("kind", type.Kind), ("metadata", metadata), ("spec", spec));
        return KnownFields.Require(new(cluster.Name, content) { Step = step }, cluster);
    }

    /// <summary>
    /// Labels and annotations of somebody's object. They name the federation, and not this module as what manages it; see
    /// <see cref="Comparison.Ownership.IsFields"/>.
    /// </summary>
    public static MeshManifest Fields(
        ObjectKind kind,
        PublishingStep step,
        MeshCluster cluster,
        string federation,
        string @namespace,
        string name,
        LabelSet labels,
        UnstructuredMap? annotations = null) => Create(
            kind.Type, kind.ApiVersion(cluster.IstioVersion), step, cluster,
            UnstructuredMap.Of(labels).With(ManifestLabels.Federation, federation), @namespace, name, null, annotations);

    public static UnstructuredMap Labels(string federation) =>
        UnstructuredMap.Of((ManifestLabels.ManagedBy, ManifestLabels.Manager), (ManifestLabels.Federation, federation));

    /// <summary>
    /// Callers may be in any namespace, so where the mesh by default hides such an object from some, it says that all see it.
    /// </summary>
    private static UnstructuredMap Exported(ObjectKind kind, string @namespace, MeshCluster cluster, UnstructuredMap spec) =>
        !kind.IsExported || spec.ContainsKey(ExportScope.Field) || ExportScope.DefaultOf(kind.Name, @namespace, cluster).IsPublic
            ? spec
            : UnstructuredMap.Of([.. spec.Select(field => (field.Key, field.Value)), (ExportScope.Field, TextList("*"))]);

    public static UnstructuredList TextList(params string[] texts) => UnstructuredList.Of([.. texts]);
}
