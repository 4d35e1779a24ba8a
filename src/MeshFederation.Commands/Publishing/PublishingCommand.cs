using System.Management.Automation;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Publishing;
using MeshFederation.Commands.Reporting;
using MeshFederation.Commands.Session;
using MeshFederation.Commands.Views;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands;

/// <summary>
/// The base of cmdlets that change a federation in its clusters. They write what becomes of every object as it becomes of it.
/// </summary>
public abstract partial class PublishingCommand : MeshCommand, IDisposable
{
    private readonly EventPump _pump = new();
    private readonly HashSet<string> _warned = [];
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

    /// <summary>
    /// How long to wait in all: for clusters that do not answer, and with -Wait for others and for Istio. What makes progress goes on.
    /// </summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long to wait between stages for proxies that do not acknowledge what they were sent; 0 not to ask istiod for them.
    /// </summary>
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

    /// <summary>A file for a report of what is said, written also when it ends with an error; its name says the format.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Report { get; set; }

    /// <summary>Whether it goes on though objects take a control plane down.</summary>
    private protected virtual bool AcceptsControlPlaneCrash => false;

    /// <summary>Whether it goes on though callers of other clusters get past AuthorizationPolicies.</summary>
    private protected virtual bool AcceptsWidening => false;

    /// <summary>Whether nothing is removed while a cluster lacks the record of what was published to it last.</summary>
    private protected virtual bool NeedsHistory => false;

    /// <summary>What is done, as a participle: <c>Publishing</c>.</summary>
    private protected abstract string Activity { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        _pump.Dispose();
        CloseReport();
        GC.SuppressFinalize(this);
    }

    private protected override RunReport? OpenReport() => Report is null ? null : new(this, Report, ChangeApproval.MayWrite(this));

    /// <inheritdoc />
    protected override void StopProcessing() => _pump.Stop();

    /// <summary>Runs work on clusters off the pipeline thread.</summary>
    private protected T OnClusters<T>(Func<CancellationToken, Task<T>> work)
    {
        LocationOfSession.Tell(SessionState);
        _pump.IsDebugging = IsDebugging;

        // It begins before anything is asked.
        _ = Budget;
        return _pump.Run(work, Show, _writing ? SayThatItStops : null);
    }

    /// <summary>Publishes a plan, or says with -WhatIf what that would do.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="again">
    /// Makes the plan anew when clusters have moved on meanwhile; null when exactly this one is to be published.
    /// </param>
    /// <param name="approval">Asks the user.</param>
    /// <param name="note">What the history says beside the usual.</param>
    /// <param name="removes">Whether the federation is removed whole.</param>
    private protected void Run(MeshPlan plan, Func<MeshPlan>? again, IApproval approval, string note = "", bool removes = false)
    {
        (SettleTimeout, SettleTime) = (SettleTimeout.Sound(), SettleTime.Sound());
        RequireSurvival(plan, removes);
        PlanChecks.RequirePublishable(plan, WriteFailure);
        var unchanged = approval.IsWhatIf ? [] : plan.Changes.Where(change => change.Action == ChangeAction.Unchanged);
        foreach (var change in unchanged) Tell(change);
        if (plan.Unwanted > 0)
        {
            WriteWarning(FormattableString.Invariant(
                $"{plan.Unwanted} objects of the federation '{plan.Name}' are no longer wanted and stay; -Prune removes them."));
        }
        if (!plan.HasChanges
            && !removes
            && (approval.IsWhatIf || !OnClusters(stop => PublishingSession.NeedsRevisionAsync(plan, Connect, stop))))
        {
            if (approval.IsWhatIf) approval.ShowNothing(plan);
            else Tell(plan.Summary);
            return;
        }

        if (approval.IsWhatIf) approval.Show(plan, OnClusters(stop => PublishingSession.DryRunAsync(plan, Connect, stop)));
        else RequireDone(plan.Name, Publish(plan, again, approval, note, removes));
    }

    /// <summary>Writes a result.</summary>
    private protected virtual void Emit(MeshChange change) => WriteObject(BriefChange.Of(change));

    private void Tell(MeshChange change)
    {
        Gathered?.Add(change);
        Emit(change);
    }

    /// <summary>Takes the leases, looks whether the plan still holds, writes.</summary>
    private PublishOutcome Publish(MeshPlan plan, Func<MeshPlan>? again, IApproval approval, string note, bool removes)
    {
        var options = new PublisherOptions
        {
            ThrottleLimit = ThrottleLimit,
            NoRollback = NoRollback,
            WaitForOthers = Wait ? AtLeastOnce(Budget.Left) : TimeSpan.Zero,
            Budget = Budget,
            HistoryLimit = HistoryLimit,
            ModuleVersion = typeof(PublishingCommand).Assembly.GetName().Version?.ToString(3) ?? "",
            SettleTimeout = SettleTimeout,
            SettleTime = SettleTime,
            Note = note,
            Removes = removes,
            NeedsHistory = NeedsHistory && plan.Prune,
            Expelled = Expelled,
        };
        (_tally, _meter) = (new(), new($"{Activity} the federation '{plan.Name}'", WriteProgress, TimeProvider.System));
        var declined = Budget.Uncounted(() => Confirmation.Ask(approval, plan, Activity));
        if (declined is null) return Declined();
        var session = OnClusters(stop => PublishingSession.OpenAsync(plan.Name, plan.Cluster, options, _pump.Report, null, stop));
        _open = true;
        try
        {
            var (now, moved) = OnClusters(stop => session.RefreshAsync(plan, stop));
            for (var number = 1; moved.Count > 0; number++, (now, moved) = OnClusters(stop => session.RefreshAsync(plan, stop)))
            {
                if (again is null || IsEnough(number)) Planning.Comparison.PlanFreshness.Require(plan, now);
                WriteVerbose($"Comparing again, because something has moved on: {string.Join(" ", moved)}");
                if (number > 1) Tell("Comparing again, since something moves on in the clusters all the time.");
                plan = again!();
                RequireSurvival(plan, removes);
                declined = Budget.Uncounted(() => Confirmation.Ask(approval, plan, Activity));
                if (declined is null) return Declined();
            }

            if (again is null) Planning.Comparison.PlanHonesty.Require(plan, now);
            RequireSurvival(now, removes);
            if (AcceptsWidening) Widenings.RequireShown(plan, now, Activity);
            if (AcceptsControlPlaneCrash && !removes) PlanChecks.RequireDangerShown(plan, now);
            _writing = true;
            var outcome = OnClusters(stop => session.PublishAsync(plan, now, declined, stop));
            _writing = false;
            if (Wait && outcome.Error is null) WaitForIstio(session, now);
            return outcome;
        }
        catch (PipelineStoppedException) when (_pump.IsStopped)
        {
            SayWhatIsWhere(plan.Name, session.Outcome, isWaiting: !_writing);
            throw;
        }
        catch (Exception exception) when (exception is RuntimeException or FlowControlException && session.Outcome is { Error: not null })
        {
            // What stands behind it in the pipeline takes no more, so nobody would be told the error.
            SayWhyItFailed(session.Outcome.Error);
            throw;
        }
        finally
        {
            (_open, _writing) = (false, false);
            session.DisposeAsync().AsTask().GetAwaiter().GetResult();
            if (!_pump.IsStopped) _meter.Complete();
        }
    }

    private PublishOutcome Declined()
    {
        TellDeclined();
        return new(0);
    }

    /// <summary>What is removed whole takes nothing down that stands, though it may open what it guarded.</summary>
    private void RequireSurvival(MeshPlan plan, bool removes)
    {
        if (!removes && !AcceptsControlPlaneCrash) PlanChecks.RequireSurvival(plan, WriteFailure);
        TellReports(report => report.AddAccess(plan));
        Widenings.RequireNarrow(plan, Activity, AcceptsWidening, WriteFailure, WarnOnce);
        if (removes || _open) return;
        foreach (var finding in plan.Danger) WriteWarning($"{finding.Cluster}: {finding.Message} It was accepted.");
    }

    /// <summary>What a plan says is said again by the one that is made just before the first write.</summary>
    private void WarnOnce(string text)
    {
        if (_warned.Add(text)) WriteWarning(text);
    }

    /// <summary>Ends with the error of a publish that did not come about, after those of its objects.</summary>
    private void RequireDone(string federation, PublishOutcome outcome)
    {
        if (outcome.Error is null)
        {
            MeshSession.Current.RememberRevision(federation, outcome.Revision);
            if (outcome.Revision > 0) TellThatItIsDone(federation, outcome);
            return;
        }

        if (_tally.Failures.Any()) WriteWarning(outcome.Error.Message);
        foreach (var failure in _tally.Failures) WriteFailure(failure.Error!);
        throw outcome.Error;
    }
}
