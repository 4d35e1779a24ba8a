using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Discovery;

/// <summary>The version of istiod: what was given, what labels or image tell, else what istiod itself answers.</summary>
internal static class IstiodVersion
{
    /// <summary>Reads it.</summary>
    /// <exception cref="MeshException">Nothing tells it.</exception>
    public static async Task<IstioVersion> ReadAsync(
        KubernetesApi api, DiscoveryTarget target, DiscoveryOptions options, ControlPlane plane, CancellationToken ct) =>
        options.IstioVersion ?? plane.Version
            ?? await AskAsync(api, plane, ct).ConfigureAwait(false) ?? throw DiscoveryErrors.NoVersion(target, plane);

    private static async Task<IstioVersion?> AskAsync(KubernetesApi api, ControlPlane plane, CancellationToken ct)
    {
        try
        {
            var service = plane.NameOf(ControlPlaneNames.Istiod);
            var path = FormattableString.Invariant(
                $"api/v1/namespaces/{plane.Namespace}/services/{service}:{ControlPlaneNames.MonitoringPort}/proxy/version");
            return IstioVersion.TryParse((await api.GetTextAsync(path, ct).ConfigureAwait(false)).Trim());
        }
        catch (MeshException)
        {
            // It was a last attempt: that nothing tells the version is what there is to say.
            return null;
        }
    }
}
