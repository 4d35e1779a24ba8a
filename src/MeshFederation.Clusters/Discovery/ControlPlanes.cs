using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads the control planes of Istio, wherever they are.</summary>
internal static class ControlPlanes
{
    public const string UsualNamespace = "istio-system";

    /// <summary>The labels of istiod, and of pilot as it was called until Istio 1.4.</summary>
    private const string Selector = "app in (istiod,pilot)";

    public static async Task<IReadOnlyList<ControlPlane>> ReadAsync(KubernetesApi api, CancellationToken ct)
    {
        var deployments = await api.ListAsync(ResourceKinds.Deployment, null, Selector, ct).ConfigureAwait(false);
        return [.. deployments.Item.Select(ControlPlane.Of)
            .OrderBy(plane => plane.Namespace, StringComparer.Ordinal).ThenBy(plane => plane.Revision, StringComparer.Ordinal)];
    }

    public static ValueList<MeshControlPlane> ToModel(IReadOnlyList<ControlPlane> planes) =>
        planes.Select(plane => new MeshControlPlane(plane.Namespace, plane.Revision, plane.Version, plane.Ready)).ToValueList();
}
