namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>
/// The clock of a machine: what it counts is right, what it says of the time of day is not, and may jump. Nothing may depend on the second
/// beyond what is shown.
/// </summary>
internal sealed class WrongClock(TimeProvider counting, TimeSpan ahead) : TimeProvider
{
    private TimeSpan _ahead = ahead;

    /// <summary>What counts for it.</summary>
    public TimeProvider Counting => counting;

    public override long TimestampFrequency => counting.TimestampFrequency;

    public override long GetTimestamp() => counting.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => counting.GetUtcNow() + _ahead;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        counting.CreateTimer(callback, state, dueTime, period);

    /// <summary>Somebody sets it, or the machine has slept.</summary>
    public void Jump(TimeSpan by) => _ahead += by;
}
