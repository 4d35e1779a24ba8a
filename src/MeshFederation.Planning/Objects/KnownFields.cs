using MeshFederation.Istio.Fields;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Objects;

/// <summary>
/// Keeps objects from fields that the Istio of their cluster does not have. The API server would drop them without a word, and what is
/// dropped may be what narrows a route or a policy; so a builder that can do without a field asks the table of fields first, and all else
/// is refused.
/// </summary>
public static class KnownFields
{
    /// <summary>The object, if its cluster knows all of it.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="cluster">Its cluster.</param>
    /// <returns>The same object.</returns>
    /// <exception cref="MeshException">It has a field that is newer than the cluster's Istio.</exception>
    public static MeshManifest Require(MeshManifest manifest, MeshCluster cluster)
    {
        foreach (var newer in NewerField.Of(IstioKind.Of(manifest), manifest.Content, cluster.IstioVersion))
            throw Unknown(manifest, cluster, newer);
        return manifest;
    }

    private static MeshException Unknown(MeshManifest manifest, MeshCluster cluster, NewerField field) => new(
        MeshErrorId.FieldNewerThanIstio,
        MeshErrorKind.InvalidArgument,
        $"{manifest} of the cluster '{cluster.Name}' needs {(field.Word is null ? "the field" : $"'{field.Word}' in")} {field.Path}, which "
        + $"Istio has from {field.Since} on; the cluster has {cluster.IstioVersion}.",
        $"Leave out what asks for it, or update Istio in the cluster. If it is newer than declared: New-MeshCluster {cluster.Name} "
        + "-IstioVersion.",
        manifest);
}
