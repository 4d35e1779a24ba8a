using System.Collections.Concurrent;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Publishing.Settling;

/// <summary>What a run wrote, or put back, since the proxies were last waited for. Writes come from several threads.</summary>
internal sealed class UnseenWrites(ISettling settling, Action<PublishingEvent> report, bool isUndone)
{
    private readonly ConcurrentQueue<(ScheduledWrite Write, WrittenObject Object)> _pending = [];

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
        if (!WaitRule.IsNeeded(next, _pending.Select(pending => pending.Write), isUndone)) return;
        var written = _pending.GroupBy(pending => ChangeKey.Of(pending.Write.Change)).Select(same => same.Last().Object).ToList();
        report(new SettlingBegan(next.First().Wave, written.Count, isUndone));
        await settling.SettleAsync(written, ct).ConfigureAwait(false);
        _pending.Clear();
    }
}
