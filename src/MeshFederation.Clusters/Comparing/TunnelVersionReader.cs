using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Comparing;

/// <summary>
/// Reads which Istio runs in a cluster that is to be called through tunnels: what was declared of it may be older than the cluster, or
/// assumed.
/// </summary>
internal sealed class TunnelVersionReader(KubernetesApi api, MeshCluster cluster)
{
    private const string Danger = "one before 1.29.2 sends connections to the wrong service";

    private readonly List<string> _notes = [];

    /// <summary>What is not known.</summary>
    public IEnumerable<string> Notes => _notes;

    /// <summary>Reads them.</summary>
    /// <param name="planned">What is planned for the cluster.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The versions; null where the cluster is not called so.</returns>
    public async Task<TunnelVersions?> ReadAsync(IReadOnlyList<MeshManifest> planned, CancellationToken ct)
    {
        if (planned.FirstOrDefault(item => ReadKind.ApiGateway.Type.Is(item) && TunnelGateways.Takes(item)) is not { } gateway) return null;
        try
        {
            var lists = await Task.WhenAll(
                PodsAsync(gateway.Namespace, $"{GatewayApi.NameLabel}={gateway.Name}", ct),
                PodsAsync(cluster.IstioNamespace, ControlPlaneNames.Pods, ct)).ConfigureAwait(false);
            return Of(gateway, lists[0], lists[1]);
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.Forbidden)
        {
            Note($"{gateway} and istiod", "pods may not be read. The role of docs/clusterrole.yaml grants it");
            return null;
        }
    }

    private TunnelVersions Of(MeshManifest gateway, IReadOnlyList<UnstructuredMap> proxies, IReadOnlyList<UnstructuredMap> istiods)
    {
        var proxy = proxies.Select(pod => VersionOf(pod, ControlPlaneNames.Proxy)).OfType<IstioVersion>().Min();
        if (proxy is null && proxies.Count > 0) Note($"{gateway}", "the image of its pods does not tell");
        var istiod = Configuring(istiods, proxies);
        if (istiod is null && cluster.Facts is null) Note("the istiod that configures it", "no pod of istiod tells");
        return new(proxy, istiod);
    }

    /// <summary>
    /// The oldest istiod of the gateway's revision. Where that is not told, an older istiod beside a newer one may be that of sidecars
    /// alone.
    /// </summary>
    private IstioVersion? Configuring(IReadOnlyList<UnstructuredMap> istiods, IReadOnlyList<UnstructuredMap> proxies)
    {
        var revisions = proxies.Select(RevisionOf).ToHashSet(StringComparer.Ordinal);
        if (revisions.Count == 0 && cluster.Facts is { } facts) revisions.Add(facts.Revision);
        var own = istiods.Where(pod => revisions.Contains(RevisionOf(pod))).ToList();
        var known = (own.Count > 0 ? own : istiods).Select(pod => VersionOf(pod, ControlPlaneNames.Discovery) ?? ControlPlane.Labelled(pod))
            .OfType<IstioVersion>().ToList();
        return own.Count == 0 && known.Select(IstioBehavior.KeepsTunnelsApart).Distinct().Count() > 1 ? null : known.Min();
    }

    private static string RevisionOf(UnstructuredMap pod) => Revisions.Of(pod) ?? Revisions.Default;

    private static IstioVersion? VersionOf(UnstructuredMap pod, string container) =>
        IstioImage.Oldest([pod.Spec()], container);

    /// <summary>Pods that are over stay until somebody removes them, whatever runs by now.</summary>
    private async Task<IReadOnlyList<UnstructuredMap>> PodsAsync(string space, string selector, CancellationToken ct) =>
    [
        .. (await api.ListAsync(ResourceKinds.Pod, space, selector, ct).ConfigureAwait(false)).Item
            .Where(pod => !PodObjects.IsOver(pod)),
    ];

    private void Note(string what, string why) =>
        _notes.Add($"Cluster '{cluster.Name}': which version of Istio {what} runs is not known, since {why}; {Danger}.");
}
