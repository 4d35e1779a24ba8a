using MeshFederation.Clusters.Api;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Leases;

/// <summary>Takes the leases of several clusters: first looks until none is somebody else's, then takes all of them or none.</summary>
internal sealed class LeaseTaking
{
    private readonly IReadOnlyList<ClusterLease> _leases;
    private readonly LeaseName _name;
    private readonly LeaseTimes _times;
    private readonly TimeProvider _clock;

    public LeaseTaking(IEnumerable<ClusterLease> leases, LeaseName name, LeaseTimes times, TimeProvider clock) =>
        (_leases, _name, _times, _clock) =
            ([.. leases.OrderBy(lease => lease.Cluster.Name, StringComparer.Ordinal)], name, times, clock);

    /// <summary>Is told of a cluster that takes nothing new, so that it goes without; null to end with the error instead.</summary>
    public Action<string>? Without { get; init; }

    /// <summary>Takes them.</summary>
    /// <param name="wait">How long to wait; zero for only until it is known whether who holds one still lives.</param>
    /// <param name="waiting">Is told for whom it waits, once.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="MeshException">Somebody else holds one, or a cluster does not give it.</exception>
    public async Task RunAsync(TimeSpan wait, Action<string> waiting, CancellationToken ct)
    {
        if (_leases.Count == 0) return;
        var began = _clock.GetTimestamp();
        for (var told = false; ;)
        {
            if (await LookAsync(ct).ConfigureAwait(false) is not var (lease, sight))
            {
                if (await TryTakeAsync(ct).ConfigureAwait(false)) return;
            }
            else
            {
                var waited = _clock.GetElapsedTime(began);
                var isOver = wait > TimeSpan.Zero ? waited >= wait : sight.IsRenewed || waited > 2 * _times.Duration;
                if (isOver) throw LeaseErrors.Busy(_name, lease.Cluster, sight, waited);
                if (!told) waiting(LeaseErrors.Waiting(_name, lease.Cluster, sight, wait > TimeSpan.Zero));
                told = true;
            }

            // Two that want the same clusters must not come back at the same moment for ever.
            await Task.Delay(_times.Poll * (0.5 + Random.Shared.NextDouble()), _clock, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Gives leases up, as far as their clusters answer; the others are taken over by who comes next.</summary>
    public static Task ReleaseAsync(IEnumerable<ClusterLease> leases, CancellationToken ct) => Task.WhenAll(leases.Select(async lease =>
    {
        try
        {
            await lease.ReleaseAsync(ct).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is MeshException or OperationCanceledException)
        {
            // It ends by itself.
        }
    }));

    /// <summary>One that somebody else holds, first of all one whose holder lives; null when none is.</summary>
    private async Task<(ClusterLease Lease, LeaseSight Sight)?> LookAsync(CancellationToken ct)
    {
        var sights = await Task.WhenAll(_leases.Select(lease => lease.LookAsync(ct))).ConfigureAwait(false);
        var held = _leases.Zip(sights).Where(pair => pair.Second is not null).OrderByDescending(pair => pair.Second!.IsRenewed).ToList();
        return held.Count == 0 ? null : (held[0].First, held[0].Second!);
    }

    /// <summary>
    /// Takes one first, the same one whoever asks: of two that come at once one gets it and all others, instead of each some and both none.
    /// </summary>
    private async Task<bool> TryTakeAsync(CancellationToken ct)
    {
        var taken = await TakeAsync(_leases[0], ct).ConfigureAwait(false)
            && Array.TrueForAll(
                await Task.WhenAll(_leases.Skip(1).Select(lease => TakeAsync(lease, ct))).ConfigureAwait(false), static one => one);
        if (taken) return true;
        await LookAsync(ct).ConfigureAwait(false);
        RequireDifferentClusters();
        await ReleaseAsync(_leases.Where(static lease => lease.TakenFrom is null), ct).ConfigureAwait(false);
        return false;
    }

    private async Task<bool> TakeAsync(ClusterLease lease, CancellationToken ct)
    {
        try
        {
            return await lease.TakeAsync(LeaseHolder.Current, ct).ConfigureAwait(false);
        }
        catch (MeshException exception) when (Without is not null && StorageErrors.IsFull(exception))
        {
            Without(LeaseErrors.Unwritten(_name, lease.Cluster, exception));
            lease.GoWithout();
            return true;
        }
    }

    /// <summary>Two contexts that lead to one cluster would wait for themselves: they see one lease.</summary>
    private void RequireDifferentClusters()
    {
        var twins = _leases.Where(lease => lease.Uid is not null).GroupBy(lease => lease.Uid, StringComparer.Ordinal)
            .FirstOrDefault(same => same.Skip(1).Any());
        if (twins is not null) throw LeaseErrors.OneCluster(_name, [.. twins.Select(lease => lease.Cluster)]);
    }
}
