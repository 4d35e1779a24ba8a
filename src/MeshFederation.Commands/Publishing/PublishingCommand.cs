using System.Management.Automation;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Publishing;
using MeshFederation.Commands.Session;
using MeshFederation.Commands.Views;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands;

/// <summary>The base of cmdlets that change a federation in its clusters. They write what becomes of every object as it becomes of it.</summary>
public abstract class PublishingCommand : MeshCommand, IDisposable
{
    private readonly EventPump _pump = new();
    private RunTally _tally = new();
    private ProgressMeter? _meter;
    private bool _open;
    private bool _writing;

    /// <summary>How many requests a cluster gets at once.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = PublisherOptions.DefaultThrottleLimit;

    /// <summary>Leave what was changed as it is when something fails.</summary>
    [Parameter]
    public SwitchParameter NoRollback { get; set; }

    /// <summary>Wait for others that publish the same federation, and in the end for Istio.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long to wait with -Wait, each time.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long to wait between stages for proxies that do not acknowledge what they were sent; 0 not to ask istiod for them.</summary>
    [Parameter]
    [DurationArgument(AllowZero = true)]
    public TimeSpan SettleTimeout { get; set; } = PublisherOptions.DefaultSettleTimeout;

    /// <summary>How long to wait between stages where istiod is not asked for its proxies; 0 not to wait.</summary>
    [Parameter]
    [DurationArgument(AllowZero = true)]
    public TimeSpan SettleTime { get; set; } = PublisherOptions.DefaultSettleTime;

    /// <summary>How many revisions the history keeps.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int HistoryLimit { get; set; } = PublisherOptions.DefaultHistoryLimit;

    /// <summary>Whether it goes on though objects take a control plane down.</summary>
    private protected virtual bool AcceptsControlPlaneCrash => false;

    /// <summary>What is done, as a participle: <c>Publishing</c>.</summary>
    private protected abstract string Activity { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        _pump.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void StopProcessing() => _pump.Stop();

    /// <summary>Runs work on clusters off the pipeline thread.</summary>
    private protected T OnClusters<T>(Func<CancellationToken, Task<T>> work)
    {
        LocationOfSession.Tell(SessionState);
        try
        {
            return _pump.Run(work, Show, _writing ? SayThatItStops : null);
        }
        catch (PipelineStoppedException) when (_pump.IsStopped && !_open)
        {
            Host.UI.WriteWarningLine($"{Activity} was stopped before anything was changed.");
            throw;
        }
    }

    /// <summary>Publishes a plan, or says with -WhatIf what that would do.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="again">Makes the plan anew when clusters have moved on meanwhile; null when exactly this one is to be published.</param>
    /// <param name="approval">Asks the user.</param>
    /// <param name="note">What the history says beside the usual.</param>
    /// <param name="removes">Whether the federation is removed whole.</param>
    private protected void Run(MeshPlan plan, Func<MeshPlan>? again, IApproval approval, string note = "", bool removes = false)
    {
        (SettleTimeout, SettleTime) = (SettleTimeout.Sound(), SettleTime.Sound());
        RequireSurvival(plan, removes);
        PlanChecks.RequirePublishable(plan, WriteFailure);
        foreach (var change in plan.Changes.Where(change => change.Action == ChangeAction.Unchanged)) Emit(change);
        if (plan.Unwanted > 0) WriteWarning(FormattableString.Invariant($"{plan.Unwanted} objects of the federation '{plan.Name}' are no longer wanted and stay; -Prune removes them."));
        if (!plan.HasChanges && !removes && (approval.IsWhatIf || !OnClusters(stop => PublishingSession.NeedsRevisionAsync(plan, null, stop))))
        {
            Tell(plan.Summary);
            return;
        }

        if (approval.IsWhatIf) approval.Show(plan, OnClusters(stop => PublishingSession.DryRunAsync(plan, null, stop)));
        else RequireDone(plan.Name, Publish(plan, again, approval, note, removes));
    }

    /// <summary>Writes a result.</summary>
    private protected virtual void Emit(MeshChange change) => WriteObject(BriefChange.Of(change));

    /// <summary>Takes the leases, looks whether the plan still holds, writes.</summary>
    private PublishOutcome Publish(MeshPlan plan, Func<MeshPlan>? again, IApproval approval, string note, bool removes)
    {
        var options = new PublisherOptions
        {
            ThrottleLimit = ThrottleLimit,
            NoRollback = NoRollback,
            WaitForOthers = Wait ? Timeout.Sound() : TimeSpan.Zero,
            HistoryLimit = HistoryLimit,
            ModuleVersion = typeof(PublishingCommand).Assembly.GetName().Version?.ToString(3) ?? "",
            SettleTimeout = SettleTimeout,
            SettleTime = SettleTime,
            Note = note,
            Removes = removes,
        };
        (_tally, _meter) = (new(), new($"{Activity} the federation '{plan.Name}'", WriteProgress));
        var declined = Confirmation.Ask(approval, plan, Activity);
        if (declined is null) return new(0);
        var session = OnClusters(stop => PublishingSession.OpenAsync(plan.Name, plan.Cluster, options, _pump.Report, null, stop));
        _open = true;
        var published = false;
        try
        {
            var (now, moved) = OnClusters(stop => session.RefreshAsync(plan, stop));
            for (; moved.Count > 0; (now, moved) = OnClusters(stop => session.RefreshAsync(plan, stop)))
            {
                if (again is null) Planning.Comparison.PlanFreshness.Require(plan, now);
                WriteVerbose($"Comparing again, because something has moved on: {string.Join(" ", moved)}");
                plan = again!();
                declined = Confirmation.Ask(approval, plan, Activity);
                if (declined is null) return new(0);
            }

            RequireSurvival(now, removes);
            _writing = true;
            var outcome = OnClusters(stop => session.PublishAsync(plan, now, declined, stop));
            (_writing, published) = (false, outcome.Error is null);
            if (Wait && published) WaitForIstio(session, now);
            return outcome;
        }
        catch (PipelineStoppedException) when (_pump.IsStopped)
        {
            SayWhatIsWhere(plan.Name, published);
            throw;
        }
        finally
        {
            (_open, _writing) = (false, false);
            session.DisposeAsync().AsTask().GetAwaiter().GetResult();
            if (!_pump.IsStopped) _meter.Complete();
        }
    }

    /// <summary>What is removed whole takes nothing down that stands.</summary>
    private void RequireSurvival(MeshPlan plan, bool removes)
    {
        if (removes) return;
        if (!AcceptsControlPlaneCrash) PlanChecks.RequireSurvival(plan, WriteFailure);
        if (_open) return;
        foreach (var finding in plan.Danger) WriteWarning($"{finding.Cluster}: {finding.Message} It was accepted.");
    }

    private void WaitForIstio(PublishingSession session, MeshPlan plan)
    {
        foreach (var failure in OnClusters(stop => session.WaitAsync(plan, Timeout.Sound(), stop))) WriteFailure(failure);
    }

    /// <summary>Ends with the error of a publish that did not come about, after those of its objects.</summary>
    private void RequireDone(string federation, PublishOutcome outcome)
    {
        if (outcome.Error is null)
        {
            if (outcome.Revision > 0) Tell($"{Activity} of the federation '{federation}' is done: {_tally}.");
            return;
        }

        if (_tally.Failures.Any()) WriteWarning(outcome.Error.Message);
        foreach (var failure in _tally.Failures) WriteFailure(failure.Error!);
        throw outcome.Error;
    }

    /// <summary>Says that nothing is to be done, or what is, for logs without a progress bar.</summary>
    private protected void Tell(string text)
    {
        if (ContinuousIntegration.IsDetected) WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST", "MeshFederation"]);
        else WriteInformation(text, ["MeshFederation"]);
    }

    private void Show(PublishingEvent happened)
    {
        switch (happened)
        {
            case ChangeReported report:
                _tally.Note(report);
                Emit(report.Change);
                break;
            case WaveBegan wave:
                if (_meter is not null) _meter.Status = (wave.IsUndone ? "Putting back. " : "") + WaveText.Of(wave.Wave);
                Tell(FormattableString.Invariant($"{(wave.IsUndone ? "Putting back" : Activity)}: {WaveText.Of(wave.Wave)} ({wave.Writes} writes)"));
                break;
            case WriteDone write:
                _meter?.Show(ChangeText.Object(write.Change), write.Done, write.Total);
                break;
            case SettlingBegan began:
                if (_meter is not null) _meter.Status = $"{(began.IsUndone ? "Putting back. " : "")}Waiting until proxies have it, before: {WaveText.Of(began.Wave)}";
                break;
            case SettlingProgress settling:
                _meter?.Wait($"Waiting in the cluster '{settling.Cluster}' for {settling.Text}");
                break;
            case PublishingNote note:
                if (note.IsWarning) WriteWarning(note.Text);
                else Tell(note.Text);
                break;
        }
    }

    private void SayThatItStops() => Host.UI.WriteWarningLine("Stopping: requests under way get a few seconds to end; then what was done is put back.");

    /// <summary>A stopped pipeline takes no output any more, but what it leaves behind must be said.</summary>
    private void SayWhatIsWhere(string federation, bool published)
    {
        if (published)
        {
            Host.UI.WriteWarningLine($"{Activity} of the federation '{federation}' was done before the stop; only waiting for Istio was stopped.");
            return;
        }

        foreach (var report in _pump.Unseen.OfType<ChangeReported>()) _tally.Note(report);
        foreach (var line in _tally.Lines(Activity, federation)) Host.UI.WriteWarningLine(line);
    }
}
