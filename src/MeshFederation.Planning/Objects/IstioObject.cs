using MeshFederation.Istio.Versions;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Objects;

/// <summary>Makes the frame of every object: API version, kind, name and our labels.</summary>
internal static class IstioObject
{
    public static MeshManifest Create(
        PublishingStep step, MeshCluster cluster, UnstructuredMap labels, string kind, string @namespace, string name, UnstructuredMap spec, UnstructuredMap? annotations = null)
    {
        var version = step == PublishingStep.EnvoyFilter ? "networking.istio.io/v1alpha3" : IstioBehavior.NetworkingApiVersion(cluster.IstioVersion);
        var metadata = UnstructuredMap.Of(("name", name), ("namespace", @namespace), ("labels", labels), ("annotations", annotations));
        var content = UnstructuredMap.Of(("apiVersion", version), ("kind", kind), ("metadata", metadata), ("spec", Exported(kind, @namespace, cluster, spec)));
        return KnownFields.Require(new(cluster.Name, content) { Step = step }, cluster);
    }

    public static UnstructuredMap Labels(string federation) =>
        UnstructuredMap.Of((ManifestLabels.ManagedBy, ManifestLabels.Manager), (ManifestLabels.Federation, federation));

    /// <summary>
    /// Callers may be in any namespace, so where the mesh by default hides such an object from some, it says that all see it.
    /// </summary>
    private static UnstructuredMap Exported(string kind, string @namespace, MeshCluster cluster, UnstructuredMap spec) =>
        kind is not ("ServiceEntry" or "DestinationRule" or "VirtualService") || ExportScope.DefaultOf(kind, @namespace, cluster).IsPublic
            ? spec
            : UnstructuredMap.Of([.. spec.Select(field => (field.Key, field.Value)), ("exportTo", TextList("*"))]);

    public static UnstructuredList TextList(params string[] texts) => UnstructuredList.Of([.. texts]);
}
