using MeshFederation.Clusters.Api;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Discovery;

/// <summary>The first round of reading a cluster: what tells which Istio and which gateway are meant.</summary>
internal sealed record Landscape(string Kubernetes, IReadOnlyList<ControlPlane> Planes, ValueList<string> Ambient, IReadOnlyList<GatewayService> Services)
{
    public static async Task<Landscape> ReadAsync(KubernetesApi api, DiscoveryOptions options, CancellationToken ct)
    {
        var kubernetes = KubernetesVersion.ReadAsync(api, ct);
        var planes = ControlPlanes.ReadAsync(api, ct);
        var ambient = NamespaceReader.AmbientAsync(api, ct);
        var services = GatewayServices.ReadAsync(api, options, ct);
        // One after the other, so that of several that fail it is always the same that is said.
        return new(await kubernetes.ConfigureAwait(false), await planes.ConfigureAwait(false), await ambient.ConfigureAwait(false), await services.ConfigureAwait(false));
    }
}
