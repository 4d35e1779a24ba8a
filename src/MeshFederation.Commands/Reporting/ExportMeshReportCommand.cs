using System.Management.Automation;
using MeshFederation.Clusters.Export;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Publishing;
using MeshFederation.Commands.Reporting;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Model.Reports;
using MeshFederation.Reporting.Reports;

namespace MeshFederation.Commands;

/// <summary>Reports findings, live checks, plans and what was published in the formats that pipelines and people read.</summary>
[Cmdlet(VerbsData.Export, "MeshReport", SupportsShouldProcess = true, HelpUri = HelpLink.Base + "Export-MeshReport.md")]
[OutputType(typeof(string), typeof(MeshFileChange))]
public sealed class ExportMeshReportCommand : MeshCommand, IDisposable
{
    private readonly ReportInput _input = new();
    private string _folder = "";
    private string? _file;
    private bool _open;
    private IDisposable? _listening;

    /// <summary>The format; without it, the one that the file's name asks for, without a file that of the CI's log, else text.</summary>
    [Parameter(Position = 0)]
    [ChoiceArgument(typeof(ReportFormat), nameof(Format), OfFile = nameof(Path))]
    public ReportFormat Format { get; set; }

    /// <summary>The file to write; without it the report is output, and commands to a pipeline's log are said to the host.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Findings, live checks, plans, changes, what callers reach, or errors.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [MayBeEmpty]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>Add to the file instead of replacing it.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Overwrite a file that is no report of ours.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private ReportFormat Chosen =>
        IsBound(nameof(Format)) ? Format : Path is null ? ContinuousIntegration.LogFormat : ReportChoice.OfFile(Path);

    /// <summary>
    /// Writes what there is when the pipeline before it has ended with an error: a report of before would read as one of now.
    /// </summary>
    public void Dispose()
    {
        _listening?.Dispose();
        if (!_open) return;
        _open = false;
        _input.Add(ReportError.OfUnfinished);
        var text = _input.Report(_folder).Write(Chosen);
        if (_file is null && ReportFormats.SpeaksToLog(Chosen)) Host.UI.Write(text);
        if (_file is null) return;
        try
        {
            var document = Document(_file);
            if (document.Plan(text).Action != FileAction.Unchanged) document.Write(text);
        }
        catch (MeshException exception)
        {
            // The pipeline is over: nothing takes an error any more.
            Host.UI.WriteErrorLine($"The report of a pipeline that ended with an error was not written: {exception.Message}");
        }
    }

    /// <inheritdoc />
    private protected override bool NeedsInput => false;

    /// <inheritdoc />
    protected override void Begin()
    {
        if (IsBound(nameof(Format))) FaultedChoice.Require(nameof(Format));
        _folder = SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        if (Path is not null) _file = FileSystemPath.Resolve(this, Path);
        else if (Append || Force) throw NoFile(Append ? nameof(Append) : nameof(Force));
        _open = ChangeApproval.MayWrite(this);
        _listening = MeshSession.Current.Reports.Add(_input);
    }

    /// <inheritdoc />
    protected override void Process()
    {
        foreach (var item in InputObject ?? []) _input.Add(item);
    }

    /// <inheritdoc />
    protected override void End()
    {
        _open = false;
        _listening?.Dispose();
        var text = _input.Report(_folder).Write(Chosen);
        if (_file is not null) Write(_file, text);
        else if (ReportFormats.SpeaksToLog(Chosen)) Say(text);
        else WriteObject(text.TrimEnd('\n'));
    }

    private DocumentFile Document(string path) => new(path, ReportFormats.Mark(Chosen)) { Append = Append, Force = Force };

    private void Write(string path, string text)
    {
        var file = Document(path);
        var change = file.Plan(text);
        if (change.Action != FileAction.Unchanged)
        {
            if (!MayChange(change, "report")) return;
            file.Write(text);
        }

        WriteObject(change);
    }

    private static MeshException NoFile(string parameter) => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        $"-{parameter} would not be used: it is about a file, and the report goes to the output.",
        $"Leave -{parameter} out, or name the file: -Path.",
        parameter);

    // As Write-Host does: a command to the log must reach it, whatever becomes of the output.
    private void Say(string text)
    {
        foreach (var line in text.TrimEnd('\n').Split('\n')) WriteInformation(new HostInformationMessage { Message = line }, ["PSHOST"]);
    }
}
