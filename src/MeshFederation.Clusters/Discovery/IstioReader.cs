using MeshFederation.Clusters.Api;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads what belongs to the Istio that was chosen.</summary>
internal sealed record IstioReader(KubernetesApi Api, DiscoveryTarget Target, DiscoveryOptions Options, Action<string> Warn)
{
    public async Task<FoundIstio> ReadAsync(ControlPlane plane, string home, CancellationToken ct)
    {
        var version = IstiodVersion.ReadAsync(Api, Target, Options, plane, ct);
        var mesh = MeshConfigurationReader.ReadAsync(Api, plane, home, Warn, ct);
        var network = NamespaceReader.NetworkAsync(Api, home, ct);
        var values = await InjectorValues.ReadAsync(Api, plane, home, ct).ConfigureAwait(false);
        var domain = new ClusterDomains(Api, Options, Warn).ReadAsync(plane, values, ct);
        return new(
            await version.ConfigureAwait(false),
            await mesh.ConfigureAwait(false),
            await domain.ConfigureAwait(false),
            await network.ConfigureAwait(false) ?? values.Network);
    }
}
