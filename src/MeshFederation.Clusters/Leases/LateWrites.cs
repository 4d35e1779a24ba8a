namespace MeshFederation.Clusters.Leases;

/// <summary>
/// What was sent by who had a lease, and did not give it up, may still be done when somebody else has it. What it changes or removes meets
/// another version, but no server can be told that an object may be made only by who holds a lease: so that is waited for.
/// </summary>
internal sealed class LateWrites(IReadOnlyList<ClusterLease> leases, LeaseName name, LeaseTimes times, TimeProvider clock)
{
    /// <summary>Waits until nothing can come any more.</summary>
    /// <param name="outwaited">Holders of whom nothing can come in any case; null for none.</param>
    /// <param name="waiting">Is told for whom it waits.</param>
    /// <param name="lost">Ends the wait, since a lease was lost.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task OutwaitAsync(
        IReadOnlySet<string>? outwaited, Action<string> waiting, CancellationToken lost, CancellationToken ct)
    {
        var taken = leases.FirstOrDefault(lease => lease.TakenFrom is { } from && outwaited?.Contains(from.Holder) != true);
        if (taken is null) return;
        waiting(LeaseErrors.Outwaiting(name, taken.Cluster, taken.TakenFrom!, times));
        var began = clock.GetTimestamp();
        while (!lost.IsCancellationRequested && times.Late - clock.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
            await Task.Delay(left < times.Poll ? left : times.Poll, clock, ct).ConfigureAwait(false);
    }
}
