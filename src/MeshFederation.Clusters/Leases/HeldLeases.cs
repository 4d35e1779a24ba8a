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
    private readonly Func<bool> _hasTime;
    private readonly IReadOnlyList<ClusterLease> _leases;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _end = new();
    private readonly object _lock = new();
    private Task _renewing = Task.CompletedTask;
    private bool _isOutwaited;

    private HeldLeases(
        LeaseName name, LeaseTimes times, TimeProvider clock, Func<bool> hasTime, IReadOnlyList<ClusterLease> leases) =>
            (_name, _times, _clock, _hasTime, _leases) = (name, times, clock, hasTime, leases);

    /// <summary>Is cancelled when a lease is lost; nothing new may be written from then on.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Why they were lost; null while they are ours.</summary>
    public MeshException? Loss { get; private set; }

    /// <summary>Takes the leases.</summary>
    /// <param name="clusters">The clusters with their APIs.</param>
    /// <param name="name">Which lease.</param>
    /// <param name="wait">
    /// How long to wait while somebody else holds one; zero for only until it is known whether that somebody still lives.
    /// </param>
    /// <param name="waiting">Is told for whom it waits, once.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="times">The times.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="hasTime">
    /// Whether a cluster that does not answer is still waited for after a lease ended there; null for not at all.
    /// </param>
    /// <param name="without">
    /// Is told of a cluster that takes nothing new, so that it goes on without the lease there; null to end with the error instead.
    /// </param>
    /// <param name="outwaited">Holders of whom nothing can come any more, since another of their leases was outwaited.</param>
    /// <exception cref="MeshException">Somebody else holds one, or a cluster does not give it.</exception>
    public static async Task<HeldLeases> TakeAsync(
        IReadOnlyList<(MeshCluster Cluster, KubernetesApi Api)> clusters,
        LeaseName name,
        TimeSpan wait,
        Action<string> waiting,
        TimeProvider clock,
        LeaseTimes times,
        CancellationToken ct,
        Func<bool>? hasTime = null,
        Action<string>? without = null,
        IReadOnlySet<string>? outwaited = null)
    {
        var leases = clusters.Select(cluster => new ClusterLease(cluster.Api, cluster.Cluster, name, times, clock)).ToList();
        var held = new HeldLeases(name, times, clock, hasTime ?? (static () => false), leases);
        try
        {
            await new LeaseTaking(leases, name, times, clock) { Without = without }.RunAsync(wait, waiting, ct).ConfigureAwait(false);
        }
        catch
        {
            await held.ReleaseAllAsync().ConfigureAwait(false);
            throw;
        }

        held._renewing = held.RenewAsync();
        try
        {
            await new LateWrites(leases, name, times, clock).OutwaitAsync(outwaited, waiting, held.Lost, ct).ConfigureAwait(false);
            held._isOutwaited = true;
            await held.CatchUpAsync().ConfigureAwait(false);
        }
        catch
        {
            await held.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return held;
    }

    /// <summary>
    /// Waits, before something is written, until the leases certainly hold: a process that was halted, a machine that slept, or one whose
    /// cluster did not answer, may come back long after one has ended. It is ours all the same when the server takes a renewal.
    /// </summary>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="isLast">Whether one that could not be renewed until then counts as lost.</param>
    /// <returns>Whether they hold, so that it may be written.</returns>
    public async Task<bool> EnsureAsync(CancellationToken ct, bool isLast = false)
    {
        if (Loss is not null) return false;
        if (_leases.All(lease => lease.IsValid)) return true;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _lost.Token);
            while (Loss is null && _leases.Where(lease => !lease.IsValid).ToList() is { Count: > 0 } ended)
            {
                // Of one whose renewal took too long the next renewal counts.
                await Task.WhenAll(ended.Select(lease => RecoverAsync(lease, either.Token))).ConfigureAwait(false);
            }

            return Loss is null;
        }
        catch (OperationCanceledException)
        {
            // It was stopped, or lost the lease.
        }

        if (Loss is null && isLast && _leases.FirstOrDefault(lease => !lease.IsValid) is { } last) Lose(last);
        return false;
    }

    /// <summary>
    /// Whether the lease of a cluster is lost. Who has taken it over waits for those of the other clusters, which are ours, before writing
    /// anywhere: so in these what was done may still be put back.
    /// </summary>
    public async Task<bool> IsLostAsync(string cluster)
    {
        var lease = _leases.FirstOrDefault(lease => lease.Cluster.Name == cluster);
        if (lease is null || (lease.Loss.Length == 0 && lease.IsValid)) return false;
        return await TryRenewAsync(lease, always: false).ConfigureAwait(false) != true;
    }

    /// <summary>Who had one and did not give it up.</summary>
    public IReadOnlySet<string> TakenFrom =>
        _leases.Select(lease => lease.TakenFrom?.Holder).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>Renews at once what should have been renewed long ago, so that what comes then has time.</summary>
    public Task CatchUpAsync() => Task.WhenAll(_leases.Where(lease => lease.Left < _times.Counted - (2 * _times.Renewal))
        .Select(lease => TryRenewAsync(lease, always: true)));

    /// <summary>Whether what is sent to a cluster at this moment is sent while its lease is counted on.</summary>
    public bool Holds(string cluster) =>
        _leases.FirstOrDefault(lease => lease.Cluster.Name == cluster) is not { } lease || lease.IsValid;

    /// <summary>How often one of them went from holder to holder without being given up, until it was ours.</summary>
    public long Takeovers => _leases.Select(lease => lease.Takeovers).DefaultIfEmpty().Max();

    /// <summary>
    /// Waits, before a write is sent, until the lease of its cluster certainly holds: the first try may have been long ago.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>For how long it holds; zero when it is lost. Those of other clusters do not matter.</returns>
    public async Task<TimeSpan> TimeLeftAsync(string cluster, CancellationToken ct)
    {
        if (_leases.FirstOrDefault(lease => lease.Cluster.Name == cluster) is not { } lease) return TimeSpan.MaxValue;
        while (lease.Loss.Length == 0)
        {
            if (lease.Left is var left && left > TimeSpan.Zero) return left;
            await RecoverAsync(lease, ct).ConfigureAwait(false);
            if (Loss is not null && !lease.IsValid) return TimeSpan.Zero;
        }

        Lose(lease);
        return TimeSpan.Zero;
    }

    /// <summary>Gives the leases up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        await ReleaseAllAsync().ConfigureAwait(false);
        foreach (var lease in _leases) lease.Dispose();
        _end.Dispose();
        _lost.Dispose();
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
        await Task.Delay(_times.Renewal, _clock, _end.Token).ConfigureAwait(false);
        while (await RenewedAsync(lease, always: true).ConfigureAwait(false) is { } renewed)
            await Task.Delay(renewed ? _times.Renewal : _times.Retry, _clock, _end.Token).ConfigureAwait(false);
    }

    private async Task RecoverAsync(ClusterLease lease, CancellationToken ct)
    {
        while (await RenewedAsync(lease, always: false).WaitAsync(ct).ConfigureAwait(false) is false)
            await Task.Delay(_times.Retry, _clock, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether a lease was renewed; null when it is lost: to somebody else, or to a server that does not answer, and may give it to another
    /// now that it has ended.
    /// </summary>
    private async Task<bool?> RenewedAsync(ClusterLease lease, bool always)
    {
        var renewed = await TryRenewAsync(lease, always).ConfigureAwait(false);
        if (renewed is true || (renewed is null && (lease.IsValid || _hasTime()))) return renewed ?? false;
        Lose(lease);
        return null;
    }

    private void Lose(ClusterLease lease)
    {
        var since = lease.Unrenewed > _times.Counted ? lease.Unrenewed : _times.Counted;
        var why = lease.Loss.Length > 0
            ? lease.Loss
            : FormattableString.Invariant($"could not be renewed for {since.TotalSeconds:0} s, and after ")
                + FormattableString.Invariant($"{_times.Duration.TotalSeconds:0} s others may take it");
        lock (_lock) Loss ??= LeaseErrors.Lost(_name, lease.Cluster, why);
        _lost.Cancel();
    }

    /// <summary>Null when no answer came.</summary>
    private async Task<bool?> TryRenewAsync(ClusterLease lease, bool always)
    {
        using var time = new CancellationTokenSource(_times.Answer, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, time.Token);
        try
        {
            return await lease.RenewAsync(always, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is MeshException
            || (exception is OperationCanceledException && !_end.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>One that was taken over, and not outwaited, is left for who comes next to watch: else that one would not wait.</summary>
    private async Task ReleaseAllAsync()
    {
        using var limit = new CancellationTokenSource(_times.Release, _clock);
        await LeaseTaking.ReleaseAsync(_leases.Where(lease => _isOutwaited || lease.TakenFrom is null), limit.Token)
            .ConfigureAwait(false);
    }
}
