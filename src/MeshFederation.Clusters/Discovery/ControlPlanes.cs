using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads the control planes of Istio, wherever they are.</summary>
internal static class ControlPlanes
{
    public static async Task<IReadOnlyList<ControlPlane>> ReadAsync(KubernetesApi api, CancellationToken ct)
    {
        var lists = await Task.WhenAll(ControlPlaneNames.Selectors.Select(
            selector => api.ListAsync(ResourceKinds.Deployment, null, selector, ct))).ConfigureAwait(false);
        return [.. lists.SelectMany(list => list.Item)
            .DistinctBy(deployment => (deployment.Namespace(), deployment.Name())).Select(ControlPlane.Of)
            .OrderBy(plane => plane.Namespace, StringComparer.Ordinal).ThenBy(plane => plane.Revision, StringComparer.Ordinal)];
    }

    public static ValueList<MeshControlPlane> ToModel(IReadOnlyList<ControlPlane> planes) =>
        planes.Select(plane => new MeshControlPlane(plane.Namespace, plane.Revision, plane.Version, plane.Ready)).ToValueList();
}
