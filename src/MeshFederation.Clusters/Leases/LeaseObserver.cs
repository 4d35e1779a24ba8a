namespace MeshFederation.Clusters.Leases;

/// <summary>
/// Watches what a lease says, by a clock that only counts. Whoever holds it may be gone when it has said the same for as long as it holds
/// (client-go tools/leaderelection, observedRecord and observedTime); what times it names does not matter, since they are another clock's.
/// </summary>
internal sealed class LeaseObserver(TimeSpan usualDuration, TimeProvider clock)
{
    private LeaseRecord? _seen;
    private long _since;
    private bool _changed;

    /// <summary>Takes what was read.</summary>
    /// <param name="record">What it says.</param>
    /// <param name="sent">When it was asked for: it said so then at the earliest.</param>
    /// <returns>What was seen; null when it may be taken over.</returns>
    public LeaseSight? Watch(LeaseRecord record, long sent)
    {
        if (record != _seen)
        {
            _changed |= _seen is not null;
            (_seen, _since) = (record, clock.GetTimestamp());
            return new(record, TimeSpan.Zero, _changed);
        }

        var unchanged = clock.GetElapsedTime(_since, sent);
        var duration = record.Duration > TimeSpan.Zero ? record.Duration : usualDuration;
        return unchanged >= duration ? null : new(record, unchanged > TimeSpan.Zero ? unchanged : TimeSpan.Zero, _changed);
    }
}
