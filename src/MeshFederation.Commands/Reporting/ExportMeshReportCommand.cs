using System.Management.Automation;
using System.Reflection;
using MeshFederation.Analysis.Faults;
using MeshFederation.Clusters.Export;
using MeshFederation.Commands.Arguments;
using MeshFederation.Model.Export;
using MeshFederation.Model.Reports;
using MeshFederation.Reporting.Reports;

namespace MeshFederation.Commands;

/// <summary>Reports findings, plans and what was published in the formats that pipelines and people read.</summary>
[Cmdlet(VerbsData.Export, "MeshReport", SupportsShouldProcess = true, HelpUri = HelpLink.Base + "Export-MeshReport.md")]
[OutputType(typeof(string), typeof(MeshFileChange))]
public sealed class ExportMeshReportCommand : MeshCommand
{
    private readonly ReportInput _input = new();

    /// <summary>The format; without it, the one that the file's name asks for, else text.</summary>
    [Parameter(Position = 0)]
    public ReportFormat Format { get; set; }

    /// <summary>The file to write; without it the report is output, and commands to a pipeline's log are said to the host.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Findings, plans, or changes.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>Add to the file instead of replacing it.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Overwrite a file that is no report of ours.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        foreach (var item in InputObject ?? []) _input.Add(item);
    }

    /// <inheritdoc />
    protected override void End()
    {
        var format = IsBound(nameof(Format)) || Path is null ? Format : ReportFormats.OfFile(Path);
        var text = new MeshReport
        {
            Findings = _input.Findings,
            Changes = _input.Changes,
            Rules = FaultCatalog.All,
            Version = typeof(MeshReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
            BaseFolder = SessionState.Path.CurrentFileSystemLocation.ProviderPath,
        }.Write(format);
        if (Path is not null) Write(FileSystemPath.Resolve(this, Path), format, text);
        else if (ReportFormats.SpeaksToLog(format)) Say(text);
        else WriteObject(text.TrimEnd('\n'));
    }

    private void Write(string path, ReportFormat format, string text)
    {
        var file = new DocumentFile(path, ReportFormats.Mark(format)) { Append = Append, Force = Force };
        var change = file.Plan(text);
        if (change.Action != FileAction.Unchanged)
        {
            if (!ShouldProcess($"{change.Action} report '{path}'.", $"{change.Action} report '{path}'?", "Export-MeshReport")) return;
            file.Write(text);
        }

        WriteObject(change);
    }

    // As Write-Host does: a command to the log must reach it, whatever becomes of the output.
    private void Say(string text)
    {
        foreach (var line in text.TrimEnd('\n').Split('\n')) WriteInformation(new HostInformationMessage { Message = line }, ["PSHOST"]);
    }
}
