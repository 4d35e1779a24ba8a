namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>A clock that goes on by as much as somebody waits for, at once, and by a second whenever it is looked at.</summary>
internal sealed class SteppingClock(Action<DateTimeOffset> waited) : TimeProvider
{
    private readonly Lock _lock = new();
    private TimeSpan _passed;

    public DateTimeOffset Start { get; } = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return Start + (_passed += TimeSpan.FromSeconds(1));
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            lock (_lock) _passed += dueTime;
            waited(GetUtcNow());
        }

        return TimeProvider.System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
