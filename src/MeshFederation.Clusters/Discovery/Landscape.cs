using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Discovery;

/// <summary>The first round of reading a cluster: what tells which Istio and which gateway are meant.</summary>
internal sealed record Landscape(
    string Kubernetes, IReadOnlyList<ControlPlane> Planes, ValueList<MeshNamespace> Namespaces, IReadOnlyList<GatewayService> Services)
{
    public static async Task<Landscape> ReadAsync(KubernetesApi api, DiscoveryOptions options, Action<string> warn, CancellationToken ct)
    {
        var kubernetes = KubernetesVersion.ReadAsync(api, ct);
        var planes = ControlPlanes.ReadAsync(api, ct);
        var namespaces = NamespaceReader.AllAsync(api, warn, ct);
        var services = GatewayServices.ReadAsync(api, options, ct);
        // One after the other, so that of several that fail it is always the same that is said.
        return new(
            await kubernetes.ConfigureAwait(false),
            await planes.ConfigureAwait(false),
            await namespaces.ConfigureAwait(false),
            await services.ConfigureAwait(false));
    }
}
