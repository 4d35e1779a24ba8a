using MeshFederation.Clusters.Publishing;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>
/// A clock that stands still, until everybody who shares it waits for a short time: then the shortest wait is over at once. Long waits, as
/// limits are, end when that much time has gone by so.
/// </summary>
internal sealed class SteppedClock(int sharedBy = 1) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 10, 20, 30, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly Lock _stepping = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = Start;
    private int _sharedBy = sharedBy;

    /// <summary>Up to which time a wait is short.</summary>
    public TimeSpan Short { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Is told of the time that has gone by, before each wait is over.</summary>
    public Action<TimeSpan> Meanwhile { get; set; } = static _ => { };

    /// <summary>How much time has gone by.</summary>
    public TimeSpan Elapsed => GetUtcNow() - Start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    /// <summary>
    /// The options of a publish by such a clock: it steps whenever somebody waits, however far the others are, so what a server answers
    /// about a lease, also when it is given up, must not be cut off by it.
    /// </summary>
    public static PublisherOptions Fit(PublisherOptions options) =>
        options is { Clock: SteppedClock or WrongClock { Counting: SteppedClock } }
            ? options with { LeaseTimes = options.LeaseTimes with { Answer = TimeSpan.FromHours(1), Release = TimeSpan.FromHours(1) } }
            : options;

    /// <summary>Lets time go by.</summary>
    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (_lock)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
            _timers.RemoveAll(due.Contains);
        }

        foreach (var timer in due) timer.Fire();
    }

    /// <summary>One of those who share it waits for nothing any more.</summary>
    /// <param name="count">How many do.</param>
    public void Leave(int count = 1)
    {
        lock (_lock) _sharedBy -= count;
        Step();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// One at a time, until nobody waits for a short time any more: several may have begun to wait before the first step.
    /// </summary>
    private void Step()
    {
        lock (_stepping)
        {
            while (NextStep() is { } by)
            {
                Meanwhile(Elapsed);
                Advance(by);
            }
        }
    }

    private TimeSpan? NextStep()
    {
        lock (_lock)
        {
            var waits = _timers.Where(timer => timer.IsShort).ToList();
            if (waits.Count == 0 || waits.Count < _sharedBy) return null;
            var by = waits.Min(timer => timer.Due) - _now;
            return by > TimeSpan.Zero ? by : TimeSpan.Zero;
        }
    }

    private sealed class Timer(SteppedClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public bool IsShort { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                (Due, IsShort) = (clock._now + dueTime, dueTime <= clock.Short);
                clock._timers.Add(this);
            }

            // Not from within: who waits does not hold its timer yet.
            if (IsShort) ThreadPool.QueueUserWorkItem(static clock => clock.Step(), clock, preferLocal: false);
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._lock) clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
