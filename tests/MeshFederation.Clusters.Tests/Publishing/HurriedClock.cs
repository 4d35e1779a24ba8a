namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>A clock that starts at a time and for which every wait is over at once; something may happen during a wait.</summary>
internal sealed class HurriedClock(DateTimeOffset start, Action? meanwhile = null) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            meanwhile?.Invoke();
            _now += dueTime;
        }

        return System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
