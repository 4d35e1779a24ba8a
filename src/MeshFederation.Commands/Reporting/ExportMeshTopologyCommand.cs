using System.Management.Automation;
using MeshFederation.Clusters.Export;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Model.Export;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Services;
using MeshFederation.Reporting.Topology;

namespace MeshFederation.Commands;

/// <summary>
/// Draws a federation: clusters as houses, services and versions as rooms, the shares of the requests on arrows, problems in red.
/// </summary>
[Cmdlet(VerbsData.Export, "MeshTopology", SupportsShouldProcess = true, HelpUri = HelpLink.Base + "Export-MeshTopology.md")]
[OutputType(typeof(MeshFileChange))]
public sealed class ExportMeshTopologyCommand : MeshCommand
{
    private readonly List<MeshService> _services = [];

    /// <summary>The file to write; its name says the format.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The file to write: ./mesh.svg, .html, .mmd or .dot.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The services.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = "Services of New-MeshServiceEntry.")]
    [AllowEmptyCollection]
    [ServiceArgument]
    public MeshService[] InputObject { get; set; } = [];

    /// <summary>What analysis has found of them; without it the picture says nothing of problems.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [MayBeEmpty]
    public MeshFinding[]? Finding { get; set; }

    /// <summary>What is written over the picture.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Mesh federation";

    /// <summary>Overwrite a file that is no topology of ours.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// What is null may be what an analysis found, or a variable that nothing was ever put into; that there are no problems says an array.
    /// </summary>
    private List<MeshFinding>? Findings => Finding is null ? null : [.. Finding.Where(finding => finding is not null)];

    /// <inheritdoc />
    protected override void Process() => _services.AddRange(InputObject.Sound());

    /// <inheritdoc />
    protected override void End()
    {
        var format = TopologyFormats.OfFile(Path);
        var text = MeshTopology.Create(Title, _services, Findings).Write(format);
        var path = FileSystemPath.Resolve(this, Path);
        var file = new DocumentFile(path, TopologyFormats.Mark) { Force = Force };
        var change = file.Plan(text);
        if (change.Action != FileAction.Unchanged)
        {
            if (!MayChange(change, "topology")) return;
            file.Write(text);
        }

        WriteObject(change);
    }
}
