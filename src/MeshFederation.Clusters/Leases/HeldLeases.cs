using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Leases;

/// <summary>The same lease in several clusters: all of them or none, renewed until they are given up.</summary>
internal sealed class HeldLeases : IAsyncDisposable
{
    private readonly LeaseName _name;
    private readonly LeaseTimes _times;
    private readonly TimeProvider _clock;
    private readonly IReadOnlyList<ClusterLease> _leases;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _end = new();
    private readonly object _lock = new();
    private Task _renewing = Task.CompletedTask;

    private HeldLeases(LeaseName name, LeaseTimes times, TimeProvider clock, IReadOnlyList<ClusterLease> leases) =>
        (_name, _times, _clock, _leases) = (name, times, clock, leases);

    /// <summary>Is cancelled when a lease is lost; nothing new may be written from then on.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Why they were lost; null while they are ours.</summary>
    public MeshException? Loss { get; private set; }

    /// <summary>Takes the leases.</summary>
    /// <param name="clusters">The clusters with their APIs.</param>
    /// <param name="name">Which lease.</param>
    /// <param name="wait">How long to wait while somebody else holds one; zero not to wait.</param>
    /// <param name="waiting">Is told for whom it waits, once.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="times">The times.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="MeshException">Somebody else holds one, or a cluster does not give it.</exception>
    public static async Task<HeldLeases> TakeAsync(
        IReadOnlyList<(MeshCluster Cluster, KubernetesApi Api)> clusters,
        LeaseName name,
        TimeSpan wait,
        Action<string> waiting,
        TimeProvider clock,
        LeaseTimes times,
        CancellationToken ct)
    {
        var held = new HeldLeases(
            name, times, clock, [.. clusters.Select(cluster => new ClusterLease(cluster.Api, cluster.Cluster, name, times, clock))]);
        var began = clock.GetTimestamp();
        for (var told = false; ; told = true)
        {
            var busy = await held.TryTakeAllAsync(ct).ConfigureAwait(false);
            if (busy is null)
            {
                held._renewing = held.RenewAsync();
                return held;
            }

            var error = LeaseErrors.Busy(
                name, busy.Value.Cluster, busy.Value.Record, clock.GetUtcNow(), told ? clock.GetElapsedTime(began) : TimeSpan.Zero);
            if (clock.GetElapsedTime(began) >= wait) throw error;
            if (!told) waiting(error.Message);

            // Two that want the same clusters must not come back at the same moment for ever.
            await Task.Delay(times.Poll * (0.5 + Random.Shared.NextDouble()), clock, ct).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Looks whether the leases still hold, before something is written: a process that was halted, or a machine that slept, may come back
    /// long after they have expired, and before it would have renewed them.
    /// </summary>
    public void Check()
    {
        foreach (var lease in _leases)
        {
            if (lease.IsExpired) Lose(lease);
        }
    }

    /// <summary>
    /// Whether the lease of a cluster is lost. Who has taken it over waits for those of the other clusters, which are ours, before writing
    /// anywhere: so in these what was done may still be put back.
    /// </summary>
    public bool IsLost(string cluster) => _leases.Any(lease => lease.Cluster.Name == cluster && (lease.Loss.Length > 0 || lease.IsExpired));

    /// <summary>Gives the leases up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        await ReleaseAllAsync().ConfigureAwait(false);
        _end.Dispose();
        _lost.Dispose();
    }

    private async Task<(MeshCluster Cluster, LeaseRecord Record)?> TryTakeAllAsync(CancellationToken ct)
    {
        var taking = _leases.Select(
            async lease => (lease.Cluster, Record: await lease.TryTakeAsync(LeaseHolder.Current, ct).ConfigureAwait(false))).ToList();
        try
        {
            await Task.WhenAll(taking).ConfigureAwait(false);
        }
        catch
        {
            await ReleaseAllAsync().ConfigureAwait(false);
            throw;
        }

        foreach (var (cluster, record) in taking.Select(task => task.Result))
        {
            if (record is null) continue;
            await ReleaseAllAsync().ConfigureAwait(false);
            return (cluster, record);
        }

        return null;
    }

    private async Task RenewAsync()
    {
        try
        {
            await Task.WhenAll(_leases.Select(RenewAsync)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
        }
    }

    private async Task RenewAsync(ClusterLease lease)
    {
        do
        {
            await Task.Delay(_times.Renewal, _clock, _end.Token).ConfigureAwait(false);
            if (await TryRenewAsync(lease).ConfigureAwait(false) == false) break;
        }
        while (!lease.IsExpired);

        // A server that does not answer may still give the lease to another when it has expired.
        Lose(lease);
    }

    private void Lose(ClusterLease lease)
    {
        var why = lease.Loss.Length > 0
            ? lease.Loss
            : FormattableString.Invariant($"could not be renewed within the {_times.Duration.TotalSeconds:0} s that it holds");
        lock (_lock) Loss ??= LeaseErrors.Lost(_name, lease.Cluster, why);
        _lost.Cancel();
    }

    private async Task<bool?> TryRenewAsync(ClusterLease lease)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        limit.CancelAfter(_times.Answer);
        try
        {
            return await lease.RenewAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is MeshException
            || (exception is OperationCanceledException && !_end.IsCancellationRequested))
        {
            return null;
        }
    }

    private async Task ReleaseAllAsync()
    {
        using var limit = new CancellationTokenSource(_times.Release);
        await Task.WhenAll(_leases.Select(async lease =>
        {
            try
            {
                await lease.ReleaseAsync(limit.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is MeshException or OperationCanceledException)
            {
                // It ends by itself.
            }
        })).ConfigureAwait(false);
    }
}
