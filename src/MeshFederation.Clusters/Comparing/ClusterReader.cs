using System.Collections.Concurrent;
using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Kinds;
using MeshFederation.Routing.ControlPlane;

namespace MeshFederation.Clusters.Comparing;

/// <summary>
/// Reads of a cluster what a comparison needs, each list once and all at the same time: all objects of the kinds that are planned for it,
/// since others' may be in the way; of the other kinds the federation's own alone.
/// </summary>
public sealed class ClusterReader
{
    private static readonly string[] Guards = [ReadKind.AuthorizationPolicy.Type.Key, ReadKind.Gateway.Type.Key];

    private readonly KubernetesApi _api;
    private readonly MeshCluster _cluster;
    private readonly string _federation;
    private readonly bool _needsAll;
    private readonly ConcurrentBag<ResourceKind> _unread = [];
    private readonly SplitRouteReader _routes;
    private readonly TunnelVersionReader _versions;

    /// <summary>Makes one.</summary>
    /// <param name="api">The API of the cluster.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="needsAll">
    /// Whether the federation's objects must be known of kinds, too, of which none is planned: who removes must know what is there.
    /// </param>
    public ClusterReader(KubernetesApi api, MeshCluster cluster, string federation, bool needsAll = true)
    {
        (_api, _cluster, _federation, _needsAll) = (api, cluster, federation, needsAll);
        (_routes, _versions) = (new(api, cluster), new(api, cluster));
    }

    /// <summary>What was read before; null when that does not matter.</summary>
    internal KnownObjects? Known { get; init; }

    /// <summary>What is planned for the cluster, by which more is read than objects in the way.</summary>
    internal IReadOnlyList<MeshManifest> Planned { get; init; } = [];

    /// <summary>What was not looked at, since it may not be read.</summary>
    public IEnumerable<string> Notes => [.. UnreadKinds, .. _routes.Notes, .. _versions.Notes];

    private IEnumerable<string> UnreadKinds => _unread.Select(kind => kind.Name).Order(StringComparer.Ordinal).Select(kind =>
        $"Cluster '{_cluster.Name}': whether the federation has {kind} objects there that are no longer wanted is not known, since they "
        + "may not be read. "
        + "The role of docs/clusterrole.yaml grants it.");

    /// <summary>The kinds of which nothing is known, since they may not be read.</summary>
    internal IReadOnlySet<ReadKind> Unread =>
        ReadKind.All.Where(kind => _unread.Any(unread => unread.Key == kind.Type.Key)).ToHashSet();

    /// <summary>Reads.</summary>
    /// <param name="plannedKinds">The kinds that are planned for the cluster, as in <see cref="ObjectType.Key"/>.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="MeshException">Something cannot be read.</exception>
    public async Task<LiveCluster> ReadAsync(IReadOnlySet<string> plannedKinds, CancellationToken ct)
    {
        var pods = ObjectKinds.All.Any(kind => kind.IsAtGateway && plannedKinds.Contains(kind.Type.Key))
            ? ReadGatewayPodsAsync(ct)
            : Task.FromResult<IReadOnlyList<LabelSet>?>(null);
        var (routes, versions) = (_routes.ReadAsync(Planned, ct), _versions.ReadAsync(Planned, ct));
        var whole = Whole(_cluster, plannedKinds);
        var lists = await Task.WhenAll(FederatedKinds.Of(_cluster)
            .Select(kind => ReadAsync(kind, plannedKinds.Contains(kind.Key), whole.Contains(kind.Key), ct))).ConfigureAwait(false);
        return new(_cluster, lists.SelectMany(list => list), await pods.ConfigureAwait(false))
        {
            Routes = await routes.ConfigureAwait(false),
            Tunnels = await versions.ConfigureAwait(false),
        };
    }

    /// <summary>
    /// The kinds of which the objects of others are read as well: those that are planned, what may take istiod down, whosever it is, and
    /// the policies that publishing might lead callers past, by whosever Gateway.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="plannedKinds">The kinds that are planned for the cluster, as in <see cref="ObjectType.Key"/>.</param>
    /// <returns>The kinds.</returns>
    public static IReadOnlySet<string> Whole(MeshCluster cluster, IReadOnlySet<string> plannedKinds) =>
        plannedKinds.Concat(Guards)
            .Concat(FailoverPanics.Deciders(cluster.IstioVersion).Select(kind => kind.Type.Key)).ToHashSet(StringComparer.Ordinal);

    private async Task<IEnumerable<MeshManifest>> ReadAsync(ResourceKind kind, bool planned, bool whole, CancellationToken ct)
    {
        try
        {
            var list = await _api.ListAsync(kind, null, whole ? null : Selector(kind), Known, ct)
                .ConfigureAwait(false);
            if (list.Missing && planned) throw KindMissing(kind);
            return list.Item.Select(item => new MeshManifest(_cluster.Name, item));
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.Forbidden
            && (!_needsAll || IsOfOtherMode(kind)) && (!whole || IsGuard(kind, planned)))
        {
            _unread.Add(kind);
            return [];
        }
    }

    private string Selector(ResourceKind kind) => Ownership.Selector(_federation, kind.ApiVersion, kind.Kind);

    /// <summary>A cluster that is not federated in ambient mode has objects for that only where it was.</summary>
    private bool IsOfOtherMode(ResourceKind kind) =>
        !_cluster.IsAmbient() && ObjectKinds.Find(kind.ApiVersion, kind.Kind) is { IsAmbient: true };

    /// <summary>Who may not read what lets callers in can still publish what is none of it.</summary>
    private static bool IsGuard(ResourceKind kind, bool planned) => !planned && Guards.Contains(kind.Key, StringComparer.Ordinal);

    /// <summary>Who may not read pods can still compare: selectors of Gateways are then compared with each other.</summary>
    private async Task<IReadOnlyList<LabelSet>?> ReadGatewayPodsAsync(CancellationToken ct)
    {
        try
        {
            var pods = await _api.ListAsync(ResourceKinds.Pod, _cluster.Gateway.Namespace, _cluster.Gateway.Selector.ToString(), ct)
                .ConfigureAwait(false);
            return [.. pods.Item.Select(pod => pod.Map("metadata")?.Map("labels")).OfType<UnstructuredMap>().Select(Labels).Distinct()];
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.Forbidden)
        {
            return null;
        }
    }

    private static LabelSet Labels(UnstructuredMap labels) =>
        LabelSet.Create(labels.Select(label => new KeyValuePair<string, string>(label.Key, label.Value as string ?? "")));

    private MeshException KindMissing(ResourceKind kind) => new(
        MeshErrorId.KindMissing,
        MeshErrorKind.ObjectNotFound,
        $"The cluster '{_cluster.Name}' (context '{_api.Context}') does not serve {kind.ApiVersion} {kind.Kind}: "
        + (kind.Group == ObjectGroups.GatewayApi
            ? "the Gateway API is not installed there, without which Istio has no gateways for ambient mode."
            : $"Istio is not installed there, or is another version than {_cluster.IstioVersion}."),
        kind.Group == ObjectGroups.GatewayApi
            ? "Install the CRDs of the Gateway API, in the version that the documentation of the cluster's Istio names."
            : $"See what is served: kubectl --context {ShellWord.Of(_api.Context)} api-resources --api-group {kind.Group}. Then give the "
                + "cluster "
        + "its version, New-MeshCluster -IstioVersion, or read it with Get-MeshCluster.",
        _cluster);
}
