using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Identity;
using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;

namespace MeshFederation.Clusters.Checking;

/// <summary>
/// Reads one live cluster for checking: what it is, its objects, and what istiod tells. What cannot be read is kept as such.
/// </summary>
internal sealed class LiveClusterReader
{
    private readonly Func<MeshCluster, KubernetesApi> _connect;
    private readonly TimeProvider _clock;

    private readonly bool _readsAuthorities;

    public LiveClusterReader(Func<MeshCluster, KubernetesApi> connect, TimeProvider clock, bool readsAuthorities) =>
        (_connect, _clock, _readsAuthorities) = (connect, clock, readsAuthorities);

    public async Task<CheckedCluster> ReadAsync(MeshCluster cluster, CancellationToken ct)
    {
        KubernetesApi api;
        var time = new ServerClock();
        string kubernetes;
        try
        {
            api = _connect(cluster).Telling(time);
            kubernetes = await KubernetesVersion.ReadAsync(api, ct).ConfigureAwait(false);
        }
        catch (MeshException exception)
        {
            return new(cluster) { Failure = exception };
        }

        var (found, notFound) = await DiscoverAsync(api, cluster, ct).ConfigureAwait(false);
        var istiod = found is null ? Task.FromResult(new IstiodView()) : new IstiodReader(api, found, _clock).ReadAsync(ct);
        var objects = await LiveObjects.ReadAsync(api, found ?? cluster, ct).ConfigureAwait(false);
        var (authority, why) = await AuthorityAsync(api, found, ct).ConfigureAwait(false);
        if (authority.Count > 0) found = found! with { Facts = found.Facts! with { Authority = authority } };
        return new(cluster)
        {
            Now = time.Earliest,
            AuthorityUnread = why,
            KubernetesVersion = kubernetes,
            Found = found,
            NotFound = notFound,
            Objects = objects.Objects,
            Unread = objects.Unread,
            Istiod = await istiod.ConfigureAwait(false),
        };
    }

    private async Task<(ValueList<MeshCertificate> Authority, string WhyNot)> AuthorityAsync(
        KubernetesApi api, MeshCluster? found, CancellationToken ct) =>
        _readsAuthorities && found?.Facts is { } facts
            ? await AuthorityReader.ReadAsync(api, found.IstioNamespace, facts.RootCertificate, ct).ConfigureAwait(false)
            : ([], "It was not looked at.");

    /// <summary>
    /// What is there, not what was declared: only which Istio and which gateway are meant is taken from the declaration, and the version
    /// of an istiod that was not in the cluster when it was read.
    /// </summary>
    private async Task<(MeshCluster? Found, MeshException? Why)> DiscoverAsync(
        KubernetesApi api, MeshCluster cluster, CancellationToken ct)
    {
        var usual = cluster.IsAmbient() ? AmbientClusters.Usual(new()) : new MeshGateway();
        var options = new DiscoveryOptions
        {
            IstioNamespace = cluster.IstioNamespace,
            Revision = cluster.Facts is { Revision.Length: > 0 } facts ? facts.Revision : null,
            IstioVersion = cluster.Facts is { } read && read.ControlPlane.All(plane => plane.Revision != read.Revision)
                ? cluster.IstioVersion
                : null,
            GatewayNamespace = cluster.Gateway.Namespace == usual.Namespace ? null : cluster.Gateway.Namespace,
            GatewaySelector = cluster.Gateway.Selector.Equals(usual.Selector) ? null : cluster.Gateway.Selector,
            TunnelGateway = cluster.TunnelGateway is { } tunnels ? AmbientClusters.WholeName(tunnels) : null,
            RoutingMode = cluster.IsAmbient() ? MeshRoutingMode.Ambient : MeshRoutingMode.Auto,
            Clock = _clock,
        };
        try
        {
            return (await new ClusterProbe(api, new(cluster.Context, cluster.Name), options, static _ => { })
                .ReadAsync(ct).ConfigureAwait(false), null);
        }
        catch (MeshException exception)
        {
            return (null, exception);
        }
    }
}
