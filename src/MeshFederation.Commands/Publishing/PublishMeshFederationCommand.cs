using System.Management.Automation;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Federations;
using MeshFederation.Commands.Publishing;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Commands;

/// <summary>Publishes a federation to its clusters, in an order in which every route leads to something at every moment.</summary>
[Cmdlet(
    VerbsData.Publish,
    "MeshFederation",
    DefaultParameterSetName = OfServices,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpLink.Base + "Publish-MeshFederation.md")]
[OutputType(typeof(MeshChange))]
public sealed class PublishMeshFederationCommand : PublishingCommand
{
    private const string OfServices = "Services";
    private const string OfPlan = "Plan";

    private readonly List<MeshService> _services = [];
    private readonly List<MeshPlan> _plans = [];

    /// <summary>The services.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ParameterSetName = OfServices,
        HelpMessage = "Services of New-MeshServiceEntry.")]
    [AllowEmptyCollection]
    [ServiceArgument(Besides = [typeof(MeshPlan)])]
    public MeshService[] InputObject { get; set; } = [];

    /// <summary>A plan of Compare-MeshFederation or Import-MeshPlan, to be published exactly as it is.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = OfPlan, HelpMessage = "A plan of Compare-MeshFederation.")]
    [PlanArgument]
    public MeshPlan? Plan { get; set; }

    /// <summary>The name of the federation; the one that the services were declared in by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FederationCompleter))]
    public string? Name { get; set; }

    /// <summary>Where addresses for hosts in other clusters come from, in CIDR form.</summary>
    [Parameter(ParameterSetName = OfServices)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AddressPoolCompleter))]
    public string AddressPool { get; set; } = Planning.Addresses.AddressPool.DefaultRange;

    /// <summary>Remove objects of the federation that are no longer wanted.</summary>
    [Parameter(ParameterSetName = OfServices)]
    public SwitchParameter Prune { get; set; }

    /// <summary>Take over objects and fields of other managers where that is safe.</summary>
    [Parameter(ParameterSetName = OfServices)]
    public SwitchParameter Force { get; set; }

    /// <summary>Publish though objects in a cluster make its istiod crash again and again.</summary>
    [Parameter]
    public SwitchParameter AcceptControlPlaneCrash { get; set; }

    /// <summary>Publish though callers of other clusters get past AuthorizationPolicies that nobody wrote for them.</summary>
    [Parameter]
    public SwitchParameter AcceptWidening { get; set; }

    private protected override string Activity => "Publishing";

    private protected override bool AcceptsControlPlaneCrash => AcceptControlPlaneCrash;

    private protected override bool AcceptsWidening => AcceptWidening;

    private protected override bool NeedsHistory => true;

    private ChangeApproval Approval => new(this, "Publish-MeshFederation", AskToProcess, WriteFailure);

    /// <inheritdoc />
    protected override void Process()
    {
        _services.AddRange(InputObject.Sound());
        if (Plan is not null) _plans.Add(Plan.Sound());
    }

    /// <inheritdoc />
    protected override void End()
    {
        if (ParameterSetName == OfServices) ForEachFederation([Name!], name => name, _ => PublishServices());
        ForEachFederation(_plans, plan => plan.Name, PublishPlan);
    }

    private void PublishServices()
    {
        var choice = FederationChoice.Of(Name, IsBound(nameof(AddressPool)) ? AddressPool : null, _services);
        Name = choice.RequireName(this);
        if (Prune) PlanChecks.RequireWhole(_services, Name);
        foreach (var missing in PlanChecks.Unread(_services)) WarnOfMissing(missing);
        LocationOfSession.Tell(SessionState);
        PlanChecks.RequireOwnContexts(_services.SelectMany(service => service.Cluster.Concat(service.ClientCluster)));
        var pool = Planning.Addresses.AddressPool.Parse(choice.AddressPool);
        MeshSession.Current.RememberFederation(Name);
        Run(Compare(pool), () => Compare(pool), Approval);
    }

    private void PublishPlan(MeshPlan plan)
    {
        if (Name is not null && Name != plan.Name) throw OtherName(plan);
        LocationOfSession.Tell(SessionState);
        PlanChecks.RequireOwnContexts(plan.Cluster);
        PlanChecks.RequireNamedKubeconfig(plan);
        PlanHonesty.RequireOwnContent(plan);
        PlanChecks.RequireSound(plan, [], WriteFailure, AcceptControlPlaneCrash, WriteVerbose);
        Run(Approval.IsWhatIf ? Judged(plan) : plan, null, Approval);
    }

    /// <summary>
    /// A plan that was read from a file tells nothing of what others have in the clusters; before writing it is compared again in any case.
    /// </summary>
    private MeshPlan Judged(MeshPlan plan)
    {
        var options = new ComparisonOptions { Prune = plan.Prune, Force = plan.Force, Timeout = ComparingTime };
        var now = OnClusters(stop => new FederationComparer(options, Connect).CompareAgainAsync(plan, stop));
        foreach (var failure in now.Failures) WriteFailure(failure);
        foreach (var note in now.Notes) WriteWarning(note);
        if (PlanFreshness.Check(plan, now.Plan).Count == 0) PlanHonesty.Require(plan, now.Plan);
        return plan with
        {
            Danger = now.Plan.Danger,
            Widening = now.Plan.Widening,
            UnknownAccess = now.Plan.UnknownAccess,
            OpenAccess = now.Plan.OpenAccess,
        };
    }

    private MeshPlan Compare(AddressPool pool)
    {
        var options = new ComparisonOptions { Prune = Prune, Force = Force, NeedsHistory = Prune, Timeout = ComparingTime };
        var comparison = OnClusters(stop => new FederationComparer(options, Connect).CompareAsync(Name!, _services, pool, stop));
        foreach (var failure in comparison.Failures) WriteFailure(failure);
        foreach (var note in comparison.LeftOut.Concat(Approval.IsWhatIf ? comparison.Notes : [])) WriteWarning(note);
        if (comparison.Plan.IsPartial) PlanChecks.RequirePublishable(comparison.Plan, WriteFailure);
        if (!AcceptControlPlaneCrash) PlanChecks.RequireSurvival(comparison.Plan, WriteFailure);
        PlanChecks.RequireSound(comparison.Plan, _services, WriteFailure, AcceptControlPlaneCrash, WriteVerbose);
        return comparison.Plan;
    }

    private MeshException OtherName(MeshPlan plan) => new(
        MeshErrorId.FederationNameInvalid,
        MeshErrorKind.InvalidArgument,
        $"The plan is for the federation '{plan.Name}', not '{Name}'.",
        "Leave -Name out, or give the plan of that federation.",
        Name);
}
