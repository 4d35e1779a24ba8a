using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Mesh;

/// <summary>
/// The Secrets by which istiod reads other clusters, so that their pods are endpoints of the same hosts (istio
/// pkg/kube/multicluster/secretcontroller.go;
/// istioctl create-remote-secret).
/// </summary>
internal static class RemoteSecrets
{
    private const string Label = "istio/multiCluster";
    private const string Annotation = "networking.istio.io/cluster";

    /// <summary>
    /// The names of the clusters that are read: the keys of the data, and the annotation where the data is not among the files.
    /// </summary>
    public static IReadOnlyList<string> Clusters(IEnumerable<MeshManifest> secrets) =>
    [
        .. secrets.Where(secret => secret.Metadata.Map("labels")?.Text(Label) == "true").SelectMany(Names)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Names(MeshManifest secret)
    {
        var keys = SecretTexts.Keys(secret.Content);
        return secret.Metadata.Map("annotations")?.Text(Annotation) is { } name ? keys.Append(name) : keys;
    }
}
