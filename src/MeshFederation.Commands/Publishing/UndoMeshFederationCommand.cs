using System.Management.Automation;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Publishing;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands;

/// <summary>
/// Goes back to an earlier revision of a federation in all of its clusters, with the same order and checks as publishing.
/// </summary>
[Cmdlet(
    VerbsCommon.Undo,
    "MeshFederation",
    DefaultParameterSetName = ByCluster,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpLink.Base + "Undo-MeshFederation.md")]
[OutputType(typeof(MeshChange))]
public sealed class UndoMeshFederationCommand : FederationCommand
{
    /// <summary>The revision to go back to; the one before what the clusters have now by default.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(HistoryRevisionCompleter))]
    public int? Revision { get; set; }

    /// <summary>Go back though objects in a cluster then make its istiod crash again and again.</summary>
    [Parameter]
    public SwitchParameter AcceptControlPlaneCrash { get; set; }

    /// <summary>Go back though callers of other clusters then get past AuthorizationPolicies that nobody wrote for them.</summary>
    [Parameter]
    public SwitchParameter AcceptWidening { get; set; }

    private protected override string Activity => "Undoing";

    private protected override bool AcceptsWidening => AcceptWidening;

    private protected override bool AcceptsControlPlaneCrash => AcceptControlPlaneCrash;

    private protected override void Change(string name, IReadOnlyList<string> contexts)
    {
        var history = ReadHistory(contexts);
        var target = history.Target(Revision);
        Tell(FormattableString.Invariant($"Going back to revision {target} of the federation '{name}'."));
        var plan = Plan();
        if (!AcceptControlPlaneCrash) PlanChecks.RequireSurvival(plan, WriteFailure);
        PlanChecks.RequireSound(plan, [], WriteFailure, AcceptControlPlaneCrash, WriteVerbose);
        var approval = new UndoApproval(this, "Undo-MeshFederation", AskToProcess, WriteFailure) { Revision = target };
        Run(plan, Plan, approval, FormattableString.Invariant($"Undo: revision {target} again."));

        MeshPlan Plan() => Compare(
            history,
            OnClusters(stop => history.ObjectsOfAsync(target, stop)),
            OnClusters(stop => history.DeclarationOfAsync(target, stop)));
    }
}
