using MeshFederation.Clusters.Publishing.Settling;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Publishing;

/// <summary>
/// Makes the writes of a plan, wave by wave, waits between them for the proxies where that is needed, and puts back what was done when not
/// everything can be. Events come from several threads.
/// </summary>
internal sealed class PublishingRun
{
    private readonly IReadOnlyList<ScheduledWrite> _schedule;
    private readonly Dictionary<MeshChange, ObjectRun> _runs = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ClusterGate> _gates = new(StringComparer.Ordinal);
    private readonly Func<string, IClusterObjects> _clusterOf;
    private readonly RunOptions _options;
    private readonly Action<PublishingEvent> _report;
    private readonly UnseenWrites _unseen;
    private MeshException? _unsettled;
    private volatile bool _isUnleased;
    private int _done;

    public PublishingRun(
        IReadOnlyCollection<MeshChange> changes,
        Func<string, IClusterObjects> clusterOf,
        RunOptions options,
        Action<PublishingEvent> report)
    {
        (_clusterOf, _options, _report) = (clusterOf, options, report);
        _schedule = PublishingSchedule.Of(changes);
        _unseen = new(options.Settling, report, isUndone: false, options.Earlier);
        foreach (var write in _schedule)
        {
            _runs.TryAdd(write.Change, new(write.Change));
            _gates.TryAdd(write.Change.Cluster, new());
        }
    }

    /// <summary>Runs. After a stop nothing new is begun, and what is under way gets a short time to end.</summary>
    /// <param name="stop">Stops the run, as somebody wishes who does not want to wait.</param>
    /// <param name="lost">Stops the run, since a lease was lost.</param>
    public async Task<RunResult> ExecuteAsync(CancellationToken stop, CancellationToken lost)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, lost);
        using var hard = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _options.Clock);
        await using var grace = either.Token.Register(() => hard.CancelAfter(_options.Grace)).ConfigureAwait(false);
        foreach (var wave in _schedule.GroupBy(write => write.Wave))
        {
            if (either.IsCancellationRequested || IsBroken || !await IsSettledAsync([.. wave], either.Token).ConfigureAwait(false)) break;
            _report(new WaveBegan(wave.Key, wave.Count(), IsUndone: false));
            await ClusterWork.ForEachAsync(
                wave,
                write => write.Change.Cluster,
                _options.ThrottleLimit,
                write => WriteAsync(write, either.Token, hard.Token)).ConfigureAwait(false);
        }

        if (_runs.Values.All(run => run.IsComplete)) return RunResult.Done;
        if (_unsettled is not null) return ReportRest("not every proxy is known to have what was written.", stays: true);
        var rollback = new Rollback([.. _runs.Values], _clusterOf, _options, _report, stop);
        await rollback.ResolveAsync().ConfigureAwait(false);
        if (!_options.NoRollback) await rollback.RunAsync().ConfigureAwait(false);
        return ReportRest(Cause(stop, lost), _options.NoRollback);
    }

    /// <summary>Why the federation is not as wanted, and what is where; null when it is.</summary>
    public MeshException? Error(string federation, RunResult result, bool stopped) =>
        result == RunResult.Done ? null
        : _unsettled is not null ? PublishingErrors.Unsettled(federation, _unsettled, [.. _runs.Values], _options.Removes)
        : PublishingErrors.Failed(federation, result, [.. _runs.Values], stopped && !IsBroken, _options.NoRollback, _options.Removes);

    /// <summary>A request that was given up because of a stop is no failure of its own.</summary>
    private bool IsBroken => _runs.Values.Any(HasFailed);

    /// <summary>
    /// Old and new both work while it is not known who has the new, so a run that waits in vain ends there and puts nothing back.
    /// </summary>
    private async Task<bool> IsSettledAsync(IReadOnlyCollection<ScheduledWrite> next, CancellationToken stop)
    {
        try
        {
            await _unseen.SettleAsync(next, stop).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            _unsettled = exception as MeshException ?? PublishingErrors.UnexpectedWait(exception);
            return false;
        }
    }

    private async Task WriteAsync(ScheduledWrite write, CancellationToken stop, CancellationToken hard)
    {
        var (run, gate) = (_runs[write.Change], _gates[write.Change.Cluster]);
        if (gate.Closed is not null || stop.IsCancellationRequested) return;
        if (!await _options.BeforeWrite(stop).ConfigureAwait(false))
        {
            // A write may learn of the loss before the token does.
            if (!stop.IsCancellationRequested) _isUnleased = true;
            return;
        }

        if (stop.IsCancellationRequested) return;
        var began = _options.Clock.GetTimestamp();
        try
        {
            var performed = await ObjectWriter
                .WriteAsync(_clusterOf(write.Change.Cluster), run, write, _options.Removes, hard).ConfigureAwait(false);
            run.Add(performed);
            if (!performed.ChangedNothing) _unseen.Add(write, performed.After);
            if (performed.Otherwise.Length > 0) _report(new PublishingNote(performed.Otherwise, IsWarning: true));
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.LeaseLost)
        {
            // It was not sent.
            _isUnleased = true;
            return;
        }
        catch (MeshException exception)
        {
            gate.Note(exception);
            run.Fail(write, exception);
        }
        catch (OperationCanceledException) when (hard.IsCancellationRequested)
        {
            run.Fail(write, PublishingErrors.StoppedUnanswered(write.Change));
        }
        catch (Exception exception)
        {
            run.Fail(write, PublishingErrors.Unexpected(write.Change, exception));
        }

        run.Spent += _options.Clock.GetElapsedTime(began);
        _report(new WriteDone(write.Change, Interlocked.Increment(ref _done), _schedule.Count));
        if (run.IsComplete) _report(new ChangeReported(run.Done));
    }

    private static bool HasFailed(ObjectRun run) => run.Failure is { Error.Kind: not MeshErrorKind.OperationStopped };

    private string Cause(CancellationToken stop, CancellationToken lost)
    {
        if (_runs.Values.FirstOrDefault(HasFailed) is { } failed)
            return $"{ObjectPlace.Of(failed.Change)} in the cluster '{failed.Change.Cluster}' failed.";
        if (lost.IsCancellationRequested || _isUnleased) return "the lease was lost.";
        return stop.IsCancellationRequested ? "publishing was stopped." : "a cluster does not answer.";
    }

    private RunResult ReportRest(string cause, bool stays)
    {
        foreach (var run in _runs.Values)
        {
            if (RunReport.Of(run, cause, stays) is { } report) _report(report);
        }

        return _runs.Values.All(run => run.Performed.Count == 0 && run.Stays.Length == 0) ? RunResult.PutBack : RunResult.Left;
    }
}
