using System.Runtime.CompilerServices;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Times;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Clusters.Histories;

/// <summary>
/// Reads the federations that clusters have. Each cluster is asked by itself; what one does not answer keeps nothing from the others.
/// </summary>
public sealed class FederationReader
{
    private const string OurObjects = $"{ManifestLabels.ManagedBy}={ManifestLabels.Manager},{ManifestLabels.Federation}";

    private readonly Func<MeshCluster, KubernetesApi> _connect;
    private readonly int _throttleLimit;
    private readonly TimeSpan _timeout;

    /// <summary>Makes one.</summary>
    /// <param name="connect">The API of a cluster; null for the connections of the session.</param>
    /// <param name="throttleLimit">How many clusters are read at the same time.</param>
    /// <param name="timeout">How long reading one cluster may take; null for any time.</param>
    public FederationReader(Func<MeshCluster, KubernetesApi>? connect = null, int throttleLimit = 32, TimeSpan? timeout = null)
    {
        _connect = connect ?? (static cluster => KubernetesConnections.For(cluster.Context, cluster.Kubeconfig));
        (_throttleLimit, _timeout) = (throttleLimit, timeout ?? Timeout.InfiniteTimeSpan);
    }

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
            return new([], [], exception);
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            return new([], [], HistoryErrors.NotReadInTime(declared, _timeout, exception));
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
        var leases = api.ListAsync(ResourceKinds.Lease, cluster.IstioNamespace, OurObjects, ct);
        var kinds = FederatedKinds.Of(cluster);
        var lists = await Task.WhenAll(kinds.Select(kind => ListAsync(api, kind, ct))).ConfigureAwait(false);
        var (history, unread) =
            (await histories.ConfigureAwait(false), kinds.Zip(lists).Where(pair => pair.Second.Why is not null).ToList());
        foreach (var (kind, list) in unread.Where(pair => unread.Count == kinds.Count || IsPublished(history, pair.First.Kind)))
            throw list.Why!;
        return Read(cluster, lists.SelectMany(list => list.Items), history, (await leases.ConfigureAwait(false)).Item) with
        {
            Notes =
            [
                .. unread.Select(pair => $"Cluster '{cluster.Name}': whether federations have {pair.First.Kind} objects there is not "
                    + "known, since they may not be read. "
                    + "The role of docs/clusterrole.yaml grants it."),
            ],
        };
    }

    /// <summary>What may not be read is not known.</summary>
    private static async Task<(IReadOnlyList<UnstructuredMap> Items, ApiException? Why)> ListAsync(
        KubernetesApi api, ResourceKind kind, CancellationToken ct)
    {
        try
        {
            return ((await api.ListAsync(kind, null, OurObjects, ct).ConfigureAwait(false)).Item, null);
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.Forbidden)
        {
            return ([], exception);
        }
    }

    /// <summary>
    /// Whether some federation has published objects of a kind, or may have: what is there of it must then be known to tell how it is.
    /// </summary>
    private static bool IsPublished(ILookup<string, ClusterHistory> histories, string kind) => histories.SelectMany(same => same)
        .Select(history => history.Current is { } current ? history.TryObjectsOf(current) : [])
        .Any(objects => objects is null || objects.Any(item => item.Text("kind") == kind));

    private ClusterFederations Read(
        MeshCluster cluster,
        IEnumerable<UnstructuredMap> items,
        ILookup<string, ClusterHistory> histories,
        IReadOnlyList<UnstructuredMap> leases)
    {
        var objects = items.ToLookup(item => new MeshManifest("", item).Federation, StringComparer.Ordinal);
        var holders = leases.ToLookup(lease => new MeshManifest("", lease).Federation, LeaseRecord.Read, StringComparer.Ordinal);
        var names = objects.Concat<IGrouping<string, object>>(histories)
            .Select(federation => federation.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new(
            [.. names.Select(
                name => Status(cluster, name, objects[name], histories[name].FirstOrDefault(), holders[name].FirstOrDefault()))],
            [.. names.SelectMany(name => histories[name])
                .SelectMany(history => history.Revisions.Select(revision => revision with { IsCurrent = revision == history.Current }))]);
    }

    private MeshFederationStatus Status(
        MeshCluster cluster, string federation, IEnumerable<UnstructuredMap> objects, ClusterHistory? history, LeaseRecord? lease)
    {
        var current = history?.Current;
        var published = current is null ? [] : history!.TryObjectsOf(current);
        var name = history?.Revisions is [.., { Cluster.Length: > 0 } last] ? last.Cluster : cluster.Name;
        var live = objects.Select(item => Manifest(name, item)).Order(PublishingOrder.Instance).ToList();
        return new(federation, name, cluster.Context)
        {
            Revision = current?.Revision ?? 0,
            Published = current?.Published,
            PublishedBy = current?.PublishedBy ?? "",
            ModuleVersion = current?.ModuleVersion ?? "",
            FederationCluster = current?.FederationCluster ?? [],
            Manifest = live.ToValueList(),
            Drift = current is null || published is null
                ? []
                : Drift.Of([.. published.Select(item => Manifest(name, item))], live).ToValueList(),
            IsIncomplete = published is null || history?.Revisions is [.., { State: not RevisionState.Published }],
            PublishingBy = lease is { IsHeld: true } && lease.Expires > Clock.GetUtcNow()
                ? FormattableString.Invariant($"{lease.Holder} since {lease.Acquired:u}")
                : "",
        };
    }

    private static MeshManifest Manifest(string cluster, UnstructuredMap item)
    {
        var manifest = new MeshManifest(cluster, item);
        return manifest with { Step = ObjectKinds.Of(manifest).StepOf(manifest) };
    }
}
