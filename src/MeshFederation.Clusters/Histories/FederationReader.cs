using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Leases;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Histories;

/// <summary>
/// Reads the federations that clusters have. Each cluster is asked by itself; what one does not answer keeps nothing from the others.
/// </summary>
public sealed class FederationReader
{
    private readonly Func<MeshCluster, KubernetesApi> _connect;
    private readonly int _throttleLimit;
    private readonly TimeBudget _budget;

    /// <summary>Makes one.</summary>
    /// <param name="connect">The API of a cluster; null for the connections of the session.</param>
    /// <param name="throttleLimit">How many clusters are read at the same time.</param>
    /// <param name="budget">How long all of it may take, and clusters that are away are waited for; null for two minutes.</param>
    public FederationReader(Func<MeshCluster, KubernetesApi>? connect = null, int throttleLimit = 32, TimeBudget? budget = null)
    {
        (_throttleLimit, _budget) = (throttleLimit, budget ?? CommandBudget.Of(TimeSpan.FromMinutes(2), isAsked: false));
        _connect = connect ?? (cluster => KubernetesConnections.For(cluster, _budget));
    }

    /// <summary>Whether the declarations of federations are read too, where they are kept.</summary>
    public bool NeedsDeclaration { get; init; }

    /// <summary>Reads.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>What each has, as it answers.</returns>
    public IAsyncEnumerable<ClusterFederations> ReadAsync(IReadOnlyList<MeshCluster> clusters, CancellationToken ct) =>
        new SideBySide(_throttleLimit, _budget).RunAsync(
            clusters, ReadAsync, static (cluster, failure) => new(cluster, [], [], failure), static cluster => cluster.Context, ct);

    private async Task<ClusterFederations> ReadAsync(MeshCluster declared, CancellationToken ct)
    {
        var api = _connect(declared);
        var cluster = await ServedIstio.ReadAsync(api, declared, ct).ConfigureAwait(false);
        var histories = ClusterHistory.ReadAllAsync(api, cluster, ct);
        var leases = api.ListAsync(ResourceKinds.Lease, cluster.IstioNamespace, Ownership.Selector(null), ct);
        var kinds = FederatedKinds.Of(cluster);
        var lists = await Task.WhenAll(kinds.Select(kind => ListAsync(api, kind, ct))).ConfigureAwait(false);
        var unread = kinds.Zip(lists).Where(pair => pair.Second.Why is not null).ToList();
        var federations = await FederationsAsync(
            cluster,
            lists.SelectMany(list => list.Items),
            await histories.ConfigureAwait(false),
            (await leases.ConfigureAwait(false)).Item,
            ct)
            .ConfigureAwait(false);
        foreach (var (kind, list) in unread.Where(
            pair => unread.Count == kinds.Count || federations.Exists(federation => federation.MayHave(pair.First.Key))))
        {
            throw list.Why!;
        }

        return new(
            cluster,
            [.. federations.Where(federation => federation.Exists).Select(federation => federation.Status())],
            [.. federations.SelectMany(federation => federation.Revisions)])
        {
            Declaration = federations.Where(federation => federation.Declaration is not null)
                .ToDictionary(federation => federation.Federation, federation => federation.Declaration!, StringComparer.Ordinal),
            Notes =
            [
                .. unread.Select(pair => $"Cluster '{cluster.Name}': whether federations have {pair.First.Name} objects there is not "
                    + "known, since they may not be read. "
                    + "The role of docs/clusterrole.yaml grants it."),
                .. federations.SelectMany(federation => federation.Notes),
            ],
        };
    }

    private async Task<List<FoundFederation>> FederationsAsync(
        MeshCluster cluster,
        IEnumerable<UnstructuredMap> items,
        ILookup<string, ClusterHistory> histories,
        IReadOnlyList<UnstructuredMap> leases,
        CancellationToken ct)
    {
        var objects = items.ToLookup(item => new MeshManifest("", item).Federation, StringComparer.Ordinal);
        var holders = leases.ToLookup(lease => new MeshManifest("", lease).Federation, LeaseRecord.Read, StringComparer.Ordinal);
        var names = objects.Concat<IGrouping<string, object>>(histories)
            .Select(federation => federation.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return
        [
            .. await Task.WhenAll(names.Select(name => FoundFederation.ReadAsync(
                cluster, name, objects[name], histories[name].FirstOrDefault(), holders[name].FirstOrDefault(), NeedsDeclaration, ct)))
                .ConfigureAwait(false),
        ];
    }

    /// <summary>What may not be read is not known.</summary>
    private static async Task<(IReadOnlyList<UnstructuredMap> Items, ApiException? Why)> ListAsync(
        KubernetesApi api, ResourceKind kind, CancellationToken ct)
    {
        try
        {
            var list = await api.ListAsync(kind, null, Ownership.Selector(null, kind.ApiVersion, kind.Kind), ct).ConfigureAwait(false);
            return (list.Item, null);
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.Forbidden)
        {
            return ([], exception);
        }
    }
}
