using System.Management.Automation;
using MeshFederation.Clusters.Export;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Publishing;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Model.Objects;
using MeshFederation.Planning;
using MeshFederation.Planning.Export;

namespace MeshFederation.Commands;

/// <summary>Writes manifests as YAML files for GitOps or kubectl. Looks at everything before it writes anything.</summary>
[Cmdlet(VerbsData.Export, "MeshManifest", SupportsShouldProcess = true, HelpUri = HelpLink.Base + "Export-MeshManifest.md")]
[OutputType(typeof(MeshFileChange))]
public sealed class ExportMeshManifestCommand : CollectingCommand
{
    private readonly List<MeshManifest> _manifests = [];
    private RemovalQuestion? _question;

    /// <summary>The directory.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The directory to write to, as in ./manifests.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Manifests, or services to be planned first.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; } = [];

    /// <summary>One file for each cluster instead of one for each object.</summary>
    [Parameter]
    public SwitchParameter SingleFile { get; set; }

    /// <summary>Remove files of earlier exports of this federation that are no longer wanted.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    private RemovalQuestion Question => _question ??= new(this, "Export-MeshManifest");

    /// <inheritdoc />
    protected override void Process()
    {
        foreach (var item in InputObject ?? [null]) ExportInput.Sort(item, Collect, _manifests.Add);
    }

    /// <inheritdoc />
    protected override void End()
    {
        if (_manifests is [var planned, ..]) RequireUnsaid(planned.Federation);
        var manifests = ExportInput.Choose(Services, _manifests, () => FederationPlanner.Plan(Federate()));
        WarnOfNothing(manifests);
        var files = ExportLayout.Check(SingleFile ? ExportLayout.FileForEachCluster(manifests) : ExportLayout.FileForEachObject(manifests));
        var directory = new ExportDirectory(
            FileSystemPath.Resolve(this, Path), manifests is [var first, ..] ? first.Federation : Chosen.Name ?? Federation.DefaultName);
        var stale = 0;
        foreach (var file in directory.Plan(files))
        {
            if (file.Change.Action == FileAction.Delete && !Prune)
            {
                stale++;
                continue;
            }

            if (file.Change.Action != FileAction.Unchanged && !Approved(file.Change)) continue;
            directory.Apply(file);
            WriteObject(file.Change);
        }

        if (stale == 1) WriteWarning($"A file of an earlier export in '{Path}' is no longer wanted; -Prune removes it.");
        if (stale > 1)
        {
            WriteWarning(
                FormattableString.Invariant($"{stale} files of an earlier export in '{Path}' are no longer wanted; -Prune removes them."));
        }
    }

    /// <inheritdoc />
    private protected override bool IsKept => true;

    /// <summary>
    /// Manifests are planned: neither the name of their federation nor where its addresses come from can be said any more.
    /// </summary>
    private void RequireUnsaid(string federation)
    {
        var unused = IsBound(nameof(AddressPool)) ? nameof(AddressPool)
            : IsBound(nameof(Name)) && Name != federation ? nameof(Name) : null;
        if (unused is null) return;
        throw new MeshException(
            MeshErrorId.InputInvalid,
            MeshErrorKind.InvalidArgument,
            $"-{unused} would not be used: the manifests are those of the federation '{federation}' already.",
            $"Leave -{unused} out, or give it to ConvertTo-MeshManifest.",
            federation);
    }

    /// <summary>PowerShell's own question takes Enter for yes, so what removes is asked about by ours.</summary>
    private bool Approved(MeshFileChange change) => change.Action == FileAction.Delete && Question.AsksEach
        ? Confirmation.OfFile(change, () => Question.AskEach($"{change.Action} file '{change.Path}'?"))
        : MayChange(change, "file");
}
