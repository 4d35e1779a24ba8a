using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>
/// Reads the mesh configuration of a revision: the ConfigMap <c>istio</c> or <c>istio-REVISION</c>, and before it the one that istiod's
/// SHARED_MESH_CONFIG names, over which the other takes precedence (istio pilot/pkg/features).
/// </summary>
internal static class MeshConfigurationReader
{
    public static async Task<MeshConfiguration> ReadAsync(
        KubernetesApi api, ControlPlane plane, string home, Action<string> warn, CancellationToken ct)
    {
        var name = plane.NameOf(ControlPlaneNames.Mesh);
        var shared = plane.SharedMeshConfig is { } more ? ReadMapAsync(api, home, more, ct) : Task.FromResult<UnstructuredMap?>(null);
        var own = await ReadMapAsync(api, home, name, ct).ConfigureAwait(false);
        if (own is null) warn($"There is no ConfigMap {home}/{name} with Istio's mesh configuration, so Istio's defaults are taken.");
        return MeshConfiguration.Of(new[] { await shared.ConfigureAwait(false), own }.OfType<UnstructuredMap>());
    }

    private static async Task<UnstructuredMap?> ReadMapAsync(KubernetesApi api, string home, string name, CancellationToken ct)
    {
        var map = await api.GetAsync(ResourceKinds.ConfigMap, home, name, ct).ConfigureAwait(false);
        if (map?.Map("data")?.Text(ControlPlaneNames.MeshKey) is not { } text) return map is null ? null : UnstructuredMap.Empty;
        try
        {
            return DocumentStream.Read(text, $"ConfigMap {home}/{name}") is [var first, ..]
                ? first.Document.Content
                : UnstructuredMap.Empty;
        }
        catch (MeshException exception)
        {
            throw DiscoveryErrors.MeshConfig(api.Context, home, name, exception);
        }
    }
}
