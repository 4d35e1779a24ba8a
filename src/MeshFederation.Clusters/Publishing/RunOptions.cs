using MeshFederation.Clusters.Publishing.Settling;

namespace MeshFederation.Clusters.Publishing;

/// <summary>How the writes of a publish are made.</summary>
/// <param name="ThrottleLimit">How many requests a cluster gets at once.</param>
/// <param name="NoRollback">Whether what was changed stays when something fails.</param>
/// <param name="Grace">How long requests that are under way may take after a stop.</param>
internal sealed record RunOptions(int ThrottleLimit, bool NoRollback, TimeSpan Grace)
{
    /// <summary>
    /// How long putting back one object may take after a stop: who stops does not want to wait for a cluster that does not answer.
    /// </summary>
    public TimeSpan PutBackLimit { get; init; } = new PublisherOptions().PutBackLimit;

    /// <summary>Waits for the proxies between stages.</summary>
    public ISettling Settling { get; init; } = NoSettling.Instance;

    /// <summary>What is there of a publish that did not come to its end: the proxies are waited for before anything builds on it.</summary>
    public IReadOnlyCollection<WrittenObject> Earlier { get; init; } = [];

    /// <summary>Whether the federation is removed whole.</summary>
    public bool Removes { get; init; }

    /// <summary>Is waited for before each write, and says whether it may be made; it ends when the run is stopped.</summary>
    public Func<CancellationToken, Task<bool>> BeforeWrite { get; init; } = static _ => Task.FromResult(true);

    /// <summary>Whether nothing may be put back in a cluster any more, since its lease is somebody else's now.</summary>
    public Func<string, Task<bool>> IsLost { get; init; } = static _ => Task.FromResult(false);

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
