using MeshFederation.Analysis.Access;
using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Routing;

namespace MeshFederation.Clusters.Comparing;

/// <summary>
/// Finds in a comparison the callers whom publishing leads past AuthorizationPolicies. It costs no request where clusters have none, and
/// else the Services whose pods nothing else tells.
/// </summary>
internal sealed class OpenedAccess(IReadOnlyList<AskedCluster> asked, Func<MeshCluster, KubernetesApi> connect)
{
    /// <summary>Finds them.</summary>
    /// <param name="services">The services of the federation, each once.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<IReadOnlyList<MeshAccess>> FindAsync(Func<IReadOnlyList<MeshService>> services, CancellationToken ct)
    {
        var guarded = asked.SelectMany(
            one => one.Now.Concat(one.Last).Where(IsPolicy), (one, policy) => (one.Cluster.Name, policy.Namespace)).ToHashSet();
        if (guarded.Count == 0) return [];
        var concerned = services()
            .Where(service => service.Instance.Any(instance => IsGuarded(guarded, service, instance.Cluster))).ToList();
        var unknown = concerned.SelectMany(service => service.Instance
                .Where(instance => instance.Selector.Count == 0 && IsGuarded(guarded, service, instance.Cluster))
                .Select(instance => (instance.Cluster, service.Namespace)))
            .DistinctBy(place => (place.Cluster.Name, place.Namespace)).ToList();
        var lists = await Task.WhenAll(unknown.Select(place => ListAsync(place.Cluster, place.Namespace, ct))).ConfigureAwait(false);
        var pods = lists.SelectMany(static list => list).ToList();
        var clusters = asked.Select(one => one.Cluster).ToList();
        return
        [
            .. AccessComparison.Of(
                new RoutingMesh(asked.SelectMany(one => one.Now).Concat(pods), [], clusters),
                new RoutingMesh(asked.SelectMany(one => one.Last).Concat(pods), concerned, clusters),
                concerned).Where(access => access.IsWidening),
        ];
    }

    private static bool IsPolicy(MeshManifest item) => item.Kind == ReadKind.AuthorizationPolicy.Type.Kind;

    private static bool IsGuarded(HashSet<(string Cluster, string Namespace)> guarded, MeshService service, MeshCluster cluster) =>
        guarded.Contains((cluster.Name, service.Namespace)) || guarded.Contains((cluster.Name, RootNamespace.Of(cluster)));

    /// <summary>Where Services may not be read it is not known which policies are for their pods, and nothing is claimed of them.</summary>
    private async Task<IEnumerable<MeshManifest>> ListAsync(MeshCluster cluster, string space, CancellationToken ct)
    {
        if (asked.Any(one => one.Cluster.Name == cluster.Name && one.Failure is not null)) return [];
        try
        {
            var list = await connect(cluster).ListAsync(ResourceKinds.Of(ReadKind.Service, cluster.IstioVersion), space, null, ct)
                .ConfigureAwait(false);
            return list.Item.Select(item => new MeshManifest(cluster.Name, item));
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.Forbidden)
        {
            return [];
        }
    }
}
