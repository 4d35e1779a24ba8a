using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Comparing;

/// <summary>
/// The trust domains of clusters, and those that stand for them, as the mesh configurations say now: a cluster that was declared, or read
/// a while ago, tells nothing of aliases that are there.
/// </summary>
internal static class LiveTrust
{
    /// <summary>Reads them.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="expelled">Those who are being expelled, and are none of the clusters; null for none.</param>
    /// <param name="connect">The API of a cluster.</param>
    /// <param name="unknown">Takes what may not be read.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The clusters; one without mesh configuration as it was.</returns>
    public static async Task<IReadOnlyList<MeshCluster>> ReadAsync(
        IReadOnlyList<MeshCluster> clusters,
        ExpelledClusters? expelled,
        Func<MeshCluster, KubernetesApi> connect,
        UnknownAccess unknown,
        CancellationToken ct)
    {
        var read = await Task.WhenAll(clusters.Select(cluster => ReadAsync(cluster, connect, unknown, ct))).ConfigureAwait(false);
        var domains = read.Select(one => one.Cluster.TrustDomain).Distinct(StringComparer.Ordinal).ToList();
        return
        [
            .. read.Select(one => one.Mesh is null ? one.Cluster : Accepting(one.Cluster, one.Mesh, domains))
                .Select(cluster => expelled?.Refused(cluster, domains) ?? cluster),
        ];
    }

    private static async Task<(MeshCluster Cluster, MeshConfiguration? Mesh)> ReadAsync(
        MeshCluster cluster, Func<MeshCluster, KubernetesApi> connect, UnknownAccess unknown, CancellationToken ct)
    {
        try
        {
            var isMissing = false;
            var revision = cluster.Facts is { Revision.Length: > 0 } facts ? facts.Revision : null;
            var mesh = await MeshConfigurationReader.ReadAsync(
                connect(cluster),
                ControlPlane.Outside(cluster.IstioNamespace, revision, cluster.IstioVersion),
                cluster.IstioNamespace,
                _ => isMissing = true,
                ct).ConfigureAwait(false);
            if (isMissing) return (cluster, null);
            if (cluster.TrustDomain != MeshCluster.UsualDomain && cluster.TrustDomain != mesh.TrustDomain)
                unknown.AddOtherDomain(cluster, mesh.TrustDomain);
            return (cluster with { TrustDomain = mesh.TrustDomain }, mesh);
        }
        catch (MeshException exception)
        {
            unknown.AddTrust(cluster, exception.Message);
            return (cluster, null);
        }
    }

    /// <summary>
    /// Whom proxies refuse is told by istiod's environment, too: without it every cluster of the federation counts as accepted.
    /// </summary>
    private static MeshCluster Accepting(MeshCluster cluster, MeshConfiguration mesh, IEnumerable<string> domains) => cluster with
    {
        Facts = (cluster.Facts ?? new()) with
        {
            RootNamespace = mesh.RootNamespace ?? cluster.IstioNamespace,
            TrustDomainAlias = mesh.TrustDomainAlias,
            TrustedDomain = cluster.Facts is null
                ? mesh.TrustedDomain.Union(domains, StringComparer.Ordinal).ToValueList()
                : mesh.TrustedDomain,
        },
    };
}
