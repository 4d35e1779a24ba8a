namespace MeshFederation.Clusters.Times;

/// <summary>How long something may take, by a clock that is given: it stops then, or when whoever waits for it stops.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _own;
    private readonly CancellationTokenSource _either;

    /// <summary>Begins.</summary>
    /// <param name="limit">How long it may take; infinite for any time.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="ct">Stops it before.</param>
    public TimeLimit(TimeSpan limit, TimeProvider clock, CancellationToken ct)
    {
        _own = new(limit, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(ct, _own.Token);
    }

    /// <summary>What stops it.</summary>
    public CancellationToken Token => _either.Token;

    public void Dispose()
    {
        _either.Dispose();
        _own.Dispose();
    }
}
