using System.Collections.Concurrent;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>A publish and what it said of itself.</summary>
internal sealed class PublishedRun
{
    private readonly ConcurrentQueue<ChangeReported> _reports = [];

    /// <summary>Why it did not come to the wanted state; null when it did.</summary>
    public MeshException? Error { get; private set; }

    /// <summary>Whether it was refused because the clusters had moved on.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>In what they had moved on.</summary>
    public IReadOnlyList<string> Moved { get; private set; } = [];

    public ConcurrentQueue<string> Notes { get; } = [];

    public bool IsDone => Error is null && !IsRefused;

    /// <summary>The last report about each object.</summary>
    public IEnumerable<ChangeReported> Reports => _reports.GroupBy(report => ChangeKey.Of(report.Change)).Select(same => same.Last());

    /// <summary>Publishes as the cmdlet does; on a machine whose clock is a day ahead, where no other is given.</summary>
    public static async Task<PublishedRun> StartAsync(
        FaultScene scene,
        MeshPlan plan,
        TimeSpan patience,
        Action<PublishingEvent>? also = null,
        CancellationToken? until = null,
        TimeProvider? clock = null,
        PublisherOptions? options = null)
    {
        var run = new PublishedRun();
        var stop = until ?? FaultScene.Ct;
        var used = SteppedClock.Fit(options ?? new() { Clock = clock ?? TimeProvider.System });
        if (used.Clock == TimeProvider.System) used = used with { Clock = new WrongClock(TimeProvider.System, TimeSpan.FromDays(1)) };
        try
        {
            await using var session = await PublishingSession.OpenAsync(
                plan.Name,
                plan.Cluster,
                used.WithoutSettling,
                run.Note + also,
                cluster => scene.Api(cluster, patience, options?.Clock),
                stop);
            var (now, moved) = await session.RefreshAsync(plan, stop);
            run.IsRefused = moved.Count > 0;
            run.Moved = moved;
            if (!run.IsRefused) run.Error = (await session.PublishAsync(plan, now, new HashSet<ChangeKey>(), stop)).Error;
        }
        catch (MeshException error)
        {
            run.Error = error;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            run.Error = new(MeshErrorId.PublishStopped, MeshErrorKind.OperationStopped, "Stopped before anything was written.", "");
        }

        return run;
    }

    /// <summary>What the publish says of objects that is not so.</summary>
    public IEnumerable<string> UntrueReports(MeshState before, MeshState now, MeshState after) => Reports
        .Where(report => !IsTrue(report.Change, before, now, after)
            || (report.IsAsBefore && now[MeshState.Key(report.Change)] != before[MeshState.Key(report.Change)]))
        .Select(report => $"the report is not true: {MeshState.Key(report.Change)} {report.Change.Action} {report.Change.Message}");

    private static bool IsTrue(MeshChange change, MeshState before, MeshState now, MeshState after)
    {
        var key = MeshState.Key(change);
        return change.Action switch
        {
            ChangeAction.RolledBack or ChangeAction.Skipped or ChangeAction.Unchanged => now[key] == before[key],
            ChangeAction.Create or ChangeAction.Delete => now[key] == after[key],
            ChangeAction.Update => change.Message.Length > 0 || now[key] == after[key],
            ChangeAction.Failed => change.Message.Length > 0,
            _ => false,
        };
    }

    private void Note(PublishingEvent happened)
    {
        if (happened is ChangeReported report) _reports.Enqueue(report);
        if (happened is PublishingNote note) Notes.Enqueue(note.Text);
    }
}
