using System.Management.Automation;
using MeshFederation.Clusters.Plans;
using MeshFederation.Commands.Arguments;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands;

/// <summary>Writes a plan to a file, to be reviewed and published later exactly as it is.</summary>
[Cmdlet(VerbsData.Export, "MeshPlan", SupportsShouldProcess = true, HelpUri = HelpLink.Base + "Export-MeshPlan.md")]
[OutputType(typeof(MeshFileChange))]
public sealed class ExportMeshPlanCommand : MeshCommand
{
    private MeshPlan? _plan;

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The file to write to, as in ./bookinfo.plan.json.")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The plan.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = "A plan of Compare-MeshFederation.")]
    [PlanArgument(IsAlone = true)]
    public MeshPlan InputObject { get; set; } = null!;

    /// <summary>Overwrite a file that is no plan.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The PEM file of a private ECDSA key, with which the plan is signed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SigningKey { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var plan = InputObject.Sound();
        _plan = _plan is null ? plan : throw Second(_plan, plan);
    }

    /// <inheritdoc />
    protected override void End()
    {
        if (_plan is null) return;
        using var key = SigningKey is null ? null : PlanKey.ReadPrivate(FileSystemPath.Resolve(this, SigningKey));
        var change = PlanFile.Prepare(FileSystemPath.Resolve(this, Path), _plan, Force, key);
        if (change.Action != FileAction.Unchanged)
        {
            if (!MayChange(change, "file")) return;
            PlanFile.Write(change.Path, _plan, key);
        }

        WriteObject(change);
    }

    /// <summary>The last of several would overwrite the others.</summary>
    private static MeshException Second(MeshPlan first, MeshPlan second) => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        $"Two plans come down the pipeline, of '{first.Name}' and of '{second.Name}'; a file holds one. Nothing was written.",
        "Write each to a file of its own: $plans | ForEach-Object { $_ | Export-MeshPlan \"./$($_.Name).plan.json\" }.",
        second);
}
