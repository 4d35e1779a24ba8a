using System.Globalization;
using System.Management.Automation;
using MeshFederation.Clusters.Api;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Clusters;
using MeshFederation.Commands.Federations;
using MeshFederation.Commands.Publishing;
using MeshFederation.Commands.Reporting;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Model.Text;
using MeshFederation.Reporting.Reports;

namespace MeshFederation.Commands;

/// <summary>
/// The base of all cmdlets: turns a <see cref="MeshException"/> into a terminating error with its own id and recommended action.
/// Mistakes in declarations end the whole pipeline, because what comes after would otherwise publish or prune half of what was meant.
/// </summary>
public abstract class MeshCommand : PSCmdlet
{
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private bool _hadInput;
    private TimeBudget? _time;

    /// <summary>Runs before the pipeline's first object.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Runs for every object of the pipeline.</summary>
    protected virtual void Process()
    {
    }

    /// <summary>Runs after the pipeline's last object.</summary>
    protected virtual void End()
    {
    }

    /// <summary>
    /// Whether it is wrong that nothing comes down the pipeline. What hands each object on, changed, leaves that to what comes behind it.
    /// </summary>
    private protected virtual bool NeedsInput => true;

    /// <summary>
    /// Whether clusters are among what it gives, alone or in other objects: before that the session is told how these are kept.
    /// </summary>
    private protected virtual bool GivesClusters => true;

    /// <summary>Whether each request is asked for, with -Debug or $DebugPreference.</summary>
    internal bool IsDebugging => IsBound("Debug")
        ? HasDebug
        : LanguagePrimitives.TryConvertTo<ActionPreference>(
            SessionState.PSVariable.GetValue("DebugPreference"), CultureInfo.InvariantCulture, out var preference)
            && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    private bool HasDebug =>
        MyInvocation.BoundParameters.TryGetValue("Debug", out var given) && given is SwitchParameter { IsPresent: true };

    /// <summary>Shows a line that was said while the command works on clusters; runs on the pipeline thread.</summary>
    internal void Show(CommandMessage line)
    {
        if (line.Kind == MessageKind.Debug) WriteDebug(ShownText.Of(line.Text));
        else if (line.Kind == MessageKind.OfPlugin || _warned.Add(line.Text)) WriteWarning(line.Text);
    }

    /// <summary>Begins to gather what the command says, where a report of it is asked for.</summary>
    private protected virtual RunReport? OpenReport() => null;

    /// <summary>What failed so far while the others went on.</summary>
    private protected List<string> Failed { get; } = [];

    /// <summary>The report of the command while it runs; null where nobody asked for one.</summary>
    private protected RunReport? Gathered { get; private set; }

    /// <summary>Whether it is news that it found nothing: of those with a report of their own.</summary>
    private bool Looks => GetType().GetProperty(nameof(TestMeshFederationCommand.Report)) is not null;

    /// <inheritdoc />
    protected sealed override void BeginProcessing() => Guard(() =>
    {
        if (GivesClusters) ClusterTypeData.Tell();
        Gathered = OpenReport();
        EmptyArgument.Refuse(this);
        Begin();
    });

    /// <inheritdoc />
    protected sealed override void ProcessRecord()
    {
        _hadInput = true;
        Guard(Process);
    }

    /// <inheritdoc />
    protected sealed override void EndProcessing() => Guard(() =>
    {
        // All that stands before it has ended; what fails from here on is its own, or of what takes what it gives.
        Gathered?.Close();
        if (NeedsInput && MyInvocation.ExpectingInput && !_hadInput) throw NoInput();
        End();
        if (Looks) TellReports(static report => report.AddLook());
        TakeReport()?.Write();
    });

    /// <summary>Writes a warning, which may name what others wrote.</summary>
    /// <param name="text">The text.</param>
    public new void WriteWarning(string text) => base.WriteWarning(ShownText.Of(text));

    /// <summary>Writes what is said with -Verbose, and with -Debug.</summary>
    /// <param name="text">The text.</param>
    public new void WriteVerbose(string text)
    {
        // With -Debug alone the engine asks about each such line, and ends the command where nobody can be asked
        // (MshCommandRuntime.VerbosePreference).
        if (HasDebug && !IsBound("Verbose")) WriteDebug(ShownText.Of(text));
        else base.WriteVerbose(ShownText.Of(text));
    }

    /// <summary>Writes how far it is.</summary>
    /// <param name="progressRecord">The progress.</param>
    public new void WriteProgress(ProgressRecord progressRecord)
    {
        progressRecord.Activity = ShownText.Of(progressRecord.Activity);
        progressRecord.StatusDescription = ShownText.Of(progressRecord.StatusDescription);
        if (progressRecord.CurrentOperation is { } operation) progressRecord.CurrentOperation = ShownText.Of(operation);
        base.WriteProgress(progressRecord);
    }

    /// <summary>Asks whether to do something, or says with -WhatIf that it would be done.</summary>
    /// <param name="verboseDescription">What is done.</param>
    /// <param name="verboseWarning">The question.</param>
    /// <param name="caption">The caption.</param>
    /// <returns>Whether to do it.</returns>
    /// <exception cref="MeshException">Nobody can be asked; it says what answers instead.</exception>
    public new bool ShouldProcess(string verboseDescription, string verboseWarning, string caption) =>
        Confirmation.Of(ShownText.Of(verboseDescription), () => AskToProcess(verboseDescription, verboseWarning, caption));

    /// <summary>As <see cref="ShouldProcess"/>, for what says itself what it means that nobody can be asked.</summary>
    private protected bool AskToProcess(string verboseDescription, string verboseWarning, string caption)
    {
        var (description, warning) = (ShownText.Of(verboseDescription), ShownText.Of(verboseWarning));
        return Prompt.ByHost(() => base.ShouldProcess(description, warning, caption));
    }

    /// <summary>Asks whether a file may be changed, and says what answers instead where nobody can be asked.</summary>
    /// <param name="change">The change.</param>
    /// <param name="what">What the file is: <c>file</c>, <c>report</c>.</param>
    /// <returns>Whether to do it.</returns>
    private protected bool MayChange(MeshFileChange change, string what) => Confirmation.OfFile(change, () => AskToProcess(
        $"{change.Action} {what} '{change.Path}'.", $"{change.Action} {what} '{change.Path}'?", MyInvocation.MyCommand.Name));

    /// <summary>What a command may wait for all that it asks of clusters together: its -Timeout, from when it first asks.</summary>
    /// <param name="timeout">Its -Timeout.</param>
    private protected TimeBudget TimeOf(TimeSpan timeout) => _time ??= CommandBudget.Of(timeout.Sound(), IsBound("Timeout"));

    /// <summary>Whether a parameter was given.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <returns>True when it was.</returns>
    protected bool IsBound(string name) => MyInvocation.BoundParameters.ContainsKey(name);

    /// <summary>Says that one of several things failed, and goes on with the others.</summary>
    /// <param name="exception">What failed.</param>
    protected void WriteFailure(MeshException exception)
    {
        TellReports(report => report.Add(exception));
        Failed.Add(exception.Message);
        WriteError(ErrorRecords.Of(exception));
    }

    /// <summary>Says that something could not be read, where the rest tells most of it; in a report it is an error.</summary>
    private protected void WarnOfMissing(MeshException missing)
    {
        WriteWarning(missing.Message);
        TellReports(report => report.Add(missing));
    }

    /// <summary>Says that a question was not answered with yes; -WhatIf asks none.</summary>
    /// <param name="part">What of it was asked about, in sentences; null for all.</param>
    private protected void TellDeclined(string? part = null)
    {
        if (!ChangeApproval.MayWrite(this)) return;
        TellReports(report => report.Add(part is null ? ReportError.OfDeclined : ReportError.OfDeclinedPart(part)));
    }

    /// <summary>Tells its own report, and those that listen.</summary>
    private protected void TellReports(Action<ReportInput> say) => MeshSession.Current.Reports.Tell(say, Gathered?.Input);

    private RunReport? TakeReport()
    {
        var report = Gathered;
        Gathered = null;
        report?.Close();
        return report;
    }

    /// <summary>Writes the report of a command that never came to its end, because one before it failed or all was stopped.</summary>
    private protected void CloseReport()
    {
        if (TakeReport() is not { } report) return;
        try
        {
            report.AddUnfinished();
            report.Write();
        }
        catch (MeshException exception)
        {
            Host.UI.WriteErrorLine($"The report of a command that did not end was not written: {exception.Message}");
        }
    }

    /// <summary>What ends the command stands in its report; that the report cannot be written is said beside it.</summary>
    private void Note(MeshException exception)
    {
        if (TakeReport() is not { } report) return;
        try
        {
            report.Add(exception);
            report.Write();
        }
        catch (MeshException unwritten)
        {
            WriteError(ErrorRecords.Of(unwritten));
        }
    }

    private static MeshException NoInput() => new(
        MeshErrorId.InputEmpty,
        MeshErrorKind.InvalidArgument,
        "Nothing that it takes came down the pipeline, so nothing is done.",
        "See why what stands before it gives nothing: a variable may be empty, or a filter too strict.");

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (MeshException exception)
        {
            Note(exception);
            ThrowTerminatingError(ErrorRecords.Of(exception));
        }
    }
}
