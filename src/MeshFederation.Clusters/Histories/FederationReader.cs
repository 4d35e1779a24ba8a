using System.Runtime.CompilerServices;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Times;
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
    private readonly TimeSpan _timeout;

    /// <summary>Makes one.</summary>
    /// <param name="connect">The API of a cluster; null for the connections of the session.</param>
    /// <param name="throttleLimit">How many clusters are read at the same time.</param>
    /// <param name="timeout">How long reading one cluster may take; null for any time.</param>
    public FederationReader(Func<MeshCluster, KubernetesApi>? connect = null, int throttleLimit = 32, TimeSpan? timeout = null)
    {
        _connect = connect ?? KubernetesConnections.For;
        (_throttleLimit, _timeout) = (throttleLimit, timeout ?? Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the declarations of federations are read too, where they are kept.</summary>
    public bool NeedsDeclaration { get; init; }

    /// <summary>By which time is measured.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>What each has, as it answers.</returns>
    public async IAsyncEnumerable<ClusterFederations> ReadAsync(
        IReadOnlyList<MeshCluster> clusters, [EnumeratorCancellation] CancellationToken ct)
    {
        using var throttle = new SemaphoreSlim(_throttleLimit);
        var reads = clusters.Select(cluster => Task.Run(() => ReadAsync(cluster, throttle, ct), ct)).ToList();
        while (reads.Count > 0)
        {
            var read = await Task.WhenAny(reads).ConfigureAwait(false);
            reads.Remove(read);
            yield return await read.ConfigureAwait(false);
        }
    }

    private async Task<ClusterFederations> ReadAsync(MeshCluster declared, SemaphoreSlim throttle, CancellationToken ct)
    {
        await throttle.WaitAsync(ct).ConfigureAwait(false);
        using var limit = new TimeLimit(_timeout, Clock, ct);
        try
        {
            return await ReadAsync(declared, limit.Token).ConfigureAwait(false);
        }
        catch (MeshException exception)
        {
            return new(declared, [], [], exception);
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            return new(declared, [], [], HistoryErrors.NotReadInTime(declared, _timeout, exception));
        }
        finally
        {
            throttle.Release();
        }
    }

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
