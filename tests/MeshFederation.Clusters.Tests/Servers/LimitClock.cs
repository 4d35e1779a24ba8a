namespace MeshFederation.Clusters.Tests.Servers;

/// <summary>A clock for which no limit is reached until the test says so, and then every one, also those that begin later.</summary>
internal sealed class LimitClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Limit> _running = [];
    private bool _isOver;

    /// <summary>Lets every limit be reached.</summary>
    public void End()
    {
        List<Limit> running;
        lock (_lock)
        {
            _isOver = true;
            running = [.. _running];
            _running.Clear();
        }

        foreach (var limit in running) limit.Reach();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var limit = new Limit(this, callback, state);
        limit.Change(dueTime, period);
        return limit;
    }

    private sealed class Limit(LimitClock clock, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._running.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                if (!clock._isOver) clock._running.Add(this);
                else ThreadPool.QueueUserWorkItem(static limit => limit.Reach(), this, preferLocal: false);
            }

            return true;
        }

        public void Reach() => callback(state);

        public void Dispose()
        {
            lock (clock._lock) clock._running.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
