using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Faults;

/// <summary>With which requests something goes wrong.</summary>
public sealed class FaultRule
{
    private readonly Func<ApiRequest, bool> _matches;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;

    internal FaultRule(Fault fault, Func<ApiRequest, bool> matches, int skip, int times) =>
        (Fault, _matches, Skip, Times) = (fault, matches, skip, times);

    /// <summary>What goes wrong.</summary>
    public Fault Fault { get; }

    /// <summary>With how many requests that match nothing goes wrong at first.</summary>
    public int Skip { get; }

    /// <summary>With how many requests it goes wrong then.</summary>
    public int Times { get; }

    /// <summary>With how many requests it has gone wrong.</summary>
    public int Hits => Math.Clamp(Volatile.Read(ref _seen) - Skip, 0, Times);

    /// <summary>Ends when it has gone wrong with the first.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Whether it goes wrong with this request; counts it.</summary>
    internal bool Takes(ApiRequest request)
    {
        if (!_matches(request)) return false;
        var number = Interlocked.Increment(ref _seen) - Skip;
        if (number <= 0 || number > Times) return false;
        _reached.TrySetResult();
        return true;
    }
}
