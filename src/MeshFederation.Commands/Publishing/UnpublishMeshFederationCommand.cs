using System.Management.Automation;
using MeshFederation.Commands.Publishing;
using MeshFederation.Commands.Views;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands;

/// <summary>
/// Removes a federation from its clusters, VirtualServices first: all that is its own, its history too, and nothing else.
/// </summary>
[Cmdlet(
    VerbsData.Unpublish,
    "MeshFederation",
    DefaultParameterSetName = ByCluster,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpLink.Base + "Unpublish-MeshFederation.md")]
[OutputType(typeof(MeshChange))]
public sealed class UnpublishMeshFederationCommand : FederationCommand
{
    /// <summary>Write what was done to every object.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Remove it though callers of other clusters then get past AuthorizationPolicies, or are kept out no more.</summary>
    [Parameter]
    public SwitchParameter AcceptWidening { get; set; }

    private protected override string Activity => "Unpublishing";

    private protected override bool AcceptsWidening => AcceptWidening;

    private protected override void Emit(MeshChange change)
    {
        if (PassThru) WriteObject(BriefChange.Of(change));
    }

    private protected override void Change(string name, IReadOnlyList<string> contexts)
    {
        var history = ReadHistory(contexts);
        var plan = Plan();
        if (plan.Changes.Count == 0 && !plan.IsPartial && !history.Exists) throw NotFound(plan);
        Run(plan, Plan, new RemovalApproval(this, "Unpublish-MeshFederation", AskToProcess, WriteFailure), removes: true);

        MeshPlan Plan() => Compare(history, [], null);
    }

    private static MeshException NotFound(MeshPlan plan) => new(
        MeshErrorId.FederationNotFound,
        MeshErrorKind.ObjectNotFound,
        $"There is no federation '{plan.Name}' in {plan.Cluster}.",
        "Get-MeshFederation lists the federations of clusters.",
        plan.Name);
}
