using System.Management.Automation;
using MeshFederation.Clusters.Plans;
using MeshFederation.Commands.Arguments;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands;

/// <summary>Reads a plan that Export-MeshPlan wrote.</summary>
[Cmdlet(VerbsData.Import, "MeshPlan", HelpUri = HelpLink.Base + "Import-MeshPlan.md")]
[OutputType(typeof(MeshPlan))]
public sealed class ImportMeshPlanCommand : MeshCommand
{
    /// <summary>The files.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "The file of Export-MeshPlan, as in ./bookinfo.plan.json.")]
    [Alias("FullName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>
    /// The kubeconfig that leads to the clusters from here, where it is another file than the one that the plan was made with.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Kubeconfig { get; set; }

    /// <inheritdoc />
    protected override void Process()
    {
        var kubeconfig = Kubeconfig is null ? null : FileSystemPath.Resolve(this, Kubeconfig);
        foreach (var path in Path.SelectMany(path => FileSystemPath.ResolveExisting(this, path)))
        {
            var plan = PlanFile.Read(path);
            WriteObject(kubeconfig is null ? plan : PlanFile.With(plan, kubeconfig));
        }
    }
}
