using System.Collections.Concurrent;
using MeshFederation.Clusters.Publishing;
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

    public ConcurrentQueue<string> Notes { get; } = [];

    public bool IsDone => Error is null && !IsRefused;

    /// <summary>The last report about each object.</summary>
    public IEnumerable<ChangeReported> Reports => _reports.GroupBy(report => ChangeKey.Of(report.Change)).Select(same => same.Last());

    /// <summary>Publishes as the cmdlet does.</summary>
    public static async Task<PublishedRun> StartAsync(FaultScene scene, MeshPlan plan, TimeSpan patience, CancellationToken stop = default)
    {
        var run = new PublishedRun();
        try
        {
            await using var session = await PublishingSession.OpenAsync(plan.Name, plan.Cluster, new(), run.Note, cluster => scene.Api(cluster, patience), stop);
            var (now, moved) = await session.RefreshAsync(plan, stop);
            run.IsRefused = moved.Count > 0;
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

    private void Note(PublishingEvent happened)
    {
        if (happened is ChangeReported report) _reports.Enqueue(report);
        if (happened is PublishingNote note) Notes.Enqueue(note.Text);
    }
}
