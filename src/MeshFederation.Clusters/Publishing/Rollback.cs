using System.Globalization;
using MeshFederation.Clusters.Publishing.Settling;
using MeshFederation.Model.Errors;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Publishing;

/// <summary>
/// Undoes what a run wrote, wave by wave from the last to the first, so that again each route leads to something at every moment. Where an
/// object cannot be put back, or the proxies do not take what was put back, whatever its services may need of earlier waves stays too: all
/// of these objects serve the old routes and the new.
/// </summary>
internal sealed class Rollback(
    IReadOnlyList<ObjectRun> runs,
    Func<string, IClusterObjects> clusterOf,
    RunOptions options,
    Action<PublishingEvent> report,
    CancellationToken stop)
{
    private readonly Dictionary<string, ClusterGate> _gates = runs.Select(run => run.Change.Cluster).Distinct(StringComparer.Ordinal)
        .ToDictionary(cluster => cluster, _ => new ClusterGate(), StringComparer.Ordinal);
    private readonly UnseenWrites _unseen = new(options.Settling, report, isUndone: true);
    private int _done;

    /// <summary>Finds out of the writes that failed which were done all the same.</summary>
    public Task ResolveAsync() =>
        ClusterWork.ForEachAsync(runs.Where(MayHaveBeenWritten), run => run.Change.Cluster, options.ThrottleLimit, ResolveAsync);

    /// <summary>Puts back.</summary>
    public async Task RunAsync()
    {
        var writes = runs.SelectMany(run => run.Performed.Select(write => (Run: run, Performed: write))).ToList();
        foreach (var wave in writes.GroupBy(write => write.Performed.Write.Wave).OrderByDescending(wave => wave.Key))
        {
            if (await UnsettledAsync([.. wave.Select(write => write.Performed.Write)]).ConfigureAwait(false) is { } problem)
            {
                foreach (var run in runs.Where(run => run.Performed.Count > 0 && run.Stays.Length == 0)) run.Stays = problem;
                return;
            }

            report(new WaveBegan(wave.Key, wave.Count(), IsUndone: true));
            var stays = runs.Where(run => run.Stays.Length > 0).ToList();
            await ClusterWork.ForEachAsync(
                wave,
                write => write.Run.Change.Cluster,
                options.ThrottleLimit,
                write => UndoAsync(write.Run, write.Performed, stays, writes.Count)).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Why proxies may still use what is about to be put back; null when none does. After a stop they are not waited for as long as usual.
    /// </summary>
    private async Task<string?> UnsettledAsync(IReadOnlyCollection<ScheduledWrite> next)
    {
        using var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.Clock);
        await using var hurry = stop.Register(() => limit.CancelAfter(options.PutBackLimit)).ConfigureAwait(false);
        try
        {
            await _unseen.SettleAsync(next, limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"proxies may still use it, since not all of them had what was put back "
                + $"before within {options.PutBackLimit.TotalSeconds:0.#} s");
        }
        catch (Exception exception)
        {
            return $"proxies may still use it: {exception.Message}";
        }
    }

    private static bool MayHaveBeenWritten(ObjectRun run) =>
        run.Failure is { Error: var error } && (Undo.MayBeDone(error) || error.Kind == MeshErrorKind.OperationStopped);

    private async Task ResolveAsync(ObjectRun run)
    {
        try
        {
            if (_gates[run.Change.Cluster].Closed is { } closed) throw closed;
            var write = await LimitedAsync(
                run,
                ct => ObjectWriter.ResolveAsync(clusterOf(run.Change.Cluster), run, run.Failure!.Value.Write, ct)).ConfigureAwait(false);
            if (write is not null) run.Add(write);
        }
        catch (MeshException exception)
        {
            _gates[run.Change.Cluster].Note(exception);
            run.Stays = "It is not known whether it was changed, because its cluster does not answer.";
        }
    }

    private async Task UndoAsync(ObjectRun run, PerformedWrite performed, List<ObjectRun> stays, int total)
    {
        var needed = stays.Find(other => other.Services.Overlaps(run.Services));
        if (await options.IsLost(run.Change.Cluster).ConfigureAwait(false))
        {
            run.Stays = "the lease of its cluster was lost, so it is left to who has it now";
        }
        else if (needed is not null)
        {
            if (run.Stays.Length == 0)
                run.Stays = $"{ObjectPlace.Of(needed.Change)} in the cluster '{needed.Change.Cluster}' is not as it was and may need it";
        }
        else if (_gates[run.Change.Cluster].Closed is { } closed)
        {
            run.Stays = closed.Message;
        }
        else
        {
            var result = performed.ChangedNothing ? UndoResult.Done : await UndoAsync(run, performed).ConfigureAwait(false);
            if (result.IsDone && !performed.ChangedNothing) _unseen.Add(performed.Write, result.After);
            if (result.IsDone) run.RemoveLast();
            else run.Stays = result.Problem;
        }

        report(new WriteDone(run.Change, Interlocked.Increment(ref _done), total));
    }

    private async Task<UndoResult> UndoAsync(ObjectRun run, PerformedWrite performed)
    {
        var gate = _gates[run.Change.Cluster];
        try
        {
            return await LimitedAsync(run, ct => Undo.RunAsync(clusterOf(run.Change.Cluster), performed, gate.Note, options.Clock, ct))
                .ConfigureAwait(false);
        }
        catch (MeshException exception)
        {
            gate.Note(exception);
            return new(exception.Message);
        }
    }

    /// <summary>
    /// After a stop, a cluster that does not answer is not waited for as long as usual. What nobody thought of is no reason to leave the
    /// others as they are.
    /// </summary>
    private async Task<T> LimitedAsync<T>(ObjectRun run, Func<CancellationToken, Task<T>> work)
    {
        using var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.Clock);
        await using var hurry = stop.Register(() => limit.CancelAfter(options.PutBackLimit)).ConfigureAwait(false);
        try
        {
            return await work(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw PublishingErrors.NotPutBackInTime(run.Change, options.PutBackLimit);
        }
        catch (Exception exception) when (exception is not MeshException)
        {
            throw PublishingErrors.Unexpected(run.Change, exception);
        }
    }
}
