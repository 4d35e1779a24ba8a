using System.Collections.Concurrent;
using MeshFederation.Planning.Kinds;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Publishing.Settling;

/// <summary>What a run wrote, or put back, since the proxies were last waited for. Writes come from several threads.</summary>
/// <param name="settling">Waits.</param>
/// <param name="report">Is told when it begins.</param>
/// <param name="isUndone">Whether writes are put back.</param>
/// <param name="earlier">What is there of a run before that did not come to its end, so that nobody knows who has seen it.</param>
internal sealed class UnseenWrites(
    ISettling settling, Action<PublishingEvent> report, bool isUndone, IReadOnlyCollection<WrittenObject>? earlier = null)
{
    private readonly ConcurrentQueue<(ScheduledWrite Write, WrittenObject Object)> _pending = [];
    private IReadOnlyCollection<WrittenObject> _earlier = earlier ?? [];

    /// <summary>Notes a write.</summary>
    /// <param name="write">The write that was made or put back.</param>
    /// <param name="after">The object as it is now; null when it is gone.</param>
    public void Add(ScheduledWrite write, ObjectState? after) =>
        _pending.Enqueue((write, new(write.Change.Cluster, ObjectPlace.Of(write.Change), after?.ResourceVersion)));

    /// <summary>Waits, where what comes next needs it.</summary>
    /// <param name="next">The writes of the next wave.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="Model.Errors.MeshException">Not every proxy has it in time.</exception>
    public async Task SettleAsync(IReadOnlyCollection<ScheduledWrite> next, CancellationToken ct)
    {
        var hasGuards = _earlier.Any(item => ObjectKinds.Of(item.Place.ApiVersion, item.Place.Kind).IsGuard);
        var resumes = _earlier.Count > 0 && WaitRule.MayBeNeeded(next, hasGuards);
        if (!resumes && !WaitRule.IsNeeded(next, _pending.Select(pending => pending.Write), isUndone)) return;
        var written = _earlier.Concat(_pending.Select(pending => pending.Object))
            .GroupBy(item => (item.Cluster, item.Place)).Select(same => same.Last()).ToList();
        report(new SettlingBegan(next.First().Wave, written.Count, isUndone));
        await settling.SettleAsync(written, ct).ConfigureAwait(false);
        _pending.Clear();
        _earlier = [];
    }
}
