using System.Management.Automation;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Identity;
using MeshFederation.Clusters.Identity.Trust;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Clusters;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Federations;
using MeshFederation.Commands.Identity;
using MeshFederation.Commands.Publishing;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Identities;
using MeshFederation.Planning.Policies.Routes;

namespace MeshFederation.Commands;

/// <summary>
/// Expels clusters: others accept their trust domains no more, refuse their authorities, and neither call them nor serve them.
/// </summary>
[Cmdlet(
    VerbsCommon.Remove,
    "MeshClusterTrust",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpLink.Base + "Remove-MeshClusterTrust.md")]
[OutputType(typeof(MeshTrustPatch), typeof(MeshIdentityChange), typeof(MeshChange))]
public sealed class RemoveMeshClusterTrustCommand : PublishingCommand
{
    private const string Me = "Remove-MeshClusterTrust";
    private readonly ClusterWork _work = new();
    private readonly List<MeshService> _services = [];
    private readonly HashSet<string> _declined = new(StringComparer.Ordinal);
    private MeshTrustPatcher? _patcher;
    private ExpelledClusters? _expelled;
    private bool _isPublishing;

    /// <summary>The clusters that are expelled. Nothing of them is read where the session knows them.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The cluster that is expelled, as in cluster3.")]
    [AllowEmptyCollection]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>All clusters that go on to trust each other.</summary>
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "The clusters that go on to trust each other, as in cluster1, cluster2.")]
    [AllowEmptyCollection]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? From { get; set; }

    /// <summary>All services of the federation as they are declared; what is left of them without the clusters is published.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowEmptyCollection]
    [ServiceArgument]
    public MeshService[] InputObject { get; set; } = [];

    /// <summary>The certificates of the clusters' authorities, which are revoked.</summary>
    [Parameter]
    public MeshIntermediateCertificate[] Certificate { get; set; } = [];

    /// <summary>The root, and authorities between it and clusters, with their keys: they sign the lists of what is revoked.</summary>
    [Parameter]
    public MeshCertificateAuthority[] Authority { get; set; } = [];

    /// <summary>The name of the federation; the one that the services were declared in by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FederationCompleter))]
    public string? Name { get; set; }

    /// <summary>Publish though callers of other clusters get past AuthorizationPolicies that nobody wrote for them.</summary>
    [Parameter]
    public SwitchParameter AcceptWidening { get; set; }

    private protected override string Activity => "Publishing";

    private protected override bool AcceptsWidening => AcceptWidening;

    private protected override bool NeedsHistory => true;

    private protected override ExpelledClusters? Expelled => _expelled;

    /// <inheritdoc />
    protected override void Process() => _services.AddRange(InputObject.Sound());

    /// <inheritdoc />
    protected override void StopProcessing()
    {
        _work.Stop();
        base.StopProcessing();
    }

    /// <inheritdoc />
    protected override void End()
    {
        var rest = _services.Count == 0 ? "The same command writes the rest." : "The same command writes the rest, and publishes.";
        StopNotes.Around(this, () => _patcher?.Tally, rest, Expel, () => _isPublishing);
    }

    private void Expel()
    {
        var lost = ContextClusters.Read(this, _work, Cluster.Sound(), () => Budget);
        var left = ContextClusters.Read(this, _work, From.Sound(), () => Budget);
        ExpulsionInput.Require(lost, left, _services, Certificate, Authority);
        var names = lost.Select(cluster => cluster.Name).ToHashSet(StringComparer.Ordinal);
        var services = Without(names);
        var choice = FederationChoice.Of(Name, null, _services);
        if (_services.Count > 0)
        {
            Name = choice.RequireName(this);
            PlanChecks.RequireWhole(_services, Name);
            PlanChecks.RequireOwnContexts(left);
        }

        // All is read and judged before anything is written.
        _expelled = new(names, ExpulsionInput.Domains(lost, _services)) { Declined = _declined };
        var patcher = OnClusters(stop => MeshTrustPatcher.RefusingAsync(left, _expelled.TrustDomain, stop, Connect));
        _patcher = patcher;
        var revocations = Certificate.Length == 0
            ? null
            : new RevocationPublisher(left, Certificate, Authority, TimeProvider.System, Budget) { Tally = patcher.Tally };
        var lists = revocations is null ? null : OnClusters(revocations.PlanAsync);
        var plan = _services.Count == 0 ? null : Compare(services, left, choice);
        foreach (var note in patcher.Note) WriteWarning(note);
        if (plan is null) WriteWarning(ExpulsionInput.RoutesStay(lost));
        if (lists is null) WriteWarning(ExpulsionInput.StillTrusted(lost));
        foreach (var gap in lists?.Gap ?? []) WriteWarning($"{gap.Reason} {ExpulsionInput.StillTrusted(lost, gap)}");

        if (plan is not null)
        {
            Widenings.RequireNarrow(plan, Activity, AcceptWidening, WriteFailure, static _ => { });
            PlanChecks.RequirePublishable(plan, WriteFailure);
        }

        var approval = new ExpulsionApproval(this, Me, ShouldProcess, WriteFailure);
        string[] steps = [.. patcher.Patch.Select(Sentence), .. lists is { Write.Count: > 0 } ? [Sentence(lists)] : Array.Empty<string>()];
        if (!Budget.Uncounted(() => approval.Begin(steps, plan)))
        {
            TellDeclined();
            return;
        }

        foreach (var patch in patcher.Patch)
        {
            if (May(Sentence(patch))) WriteObject(OnClusters(stop => patcher.ApplyAsync(patch, stop)));
            else if (!approval.IsWhatIf) _declined.Add(patch.Cluster);
        }

        if (lists is { Write.Count: > 0 } && May(Sentence(lists)))
        {
            foreach (var change in _work.Stream(stop => revocations!.RunAsync(lists, stop), this))
            {
                Gathered?.Add(change);
                WriteObject(change);
            }
        }

        if (plan is null) return;
        _isPublishing = true;
        AsOnePart(plan.Name, () => Run(plan, () => Compare(services, left, choice), approval, $"without {string.Join(", ", names)}"));

        bool May(string what)
        {
            var may = Budget.Uncounted(() => approval.May(what));
            if (!may) TellDeclined(what);
            return may;
        }
    }

    private List<MeshService> Without(HashSet<string> names)
    {
        var services = new List<MeshService>();
        foreach (var service in _services)
        {
            if (service.WithoutClusters(names) is not { } left) continue;
            var (rest, unused) = RemainingPolicies.Of(service, left);
            services.Add(rest);
            foreach (var policy in unused)
            {
                WriteWarning(
                    $"The policy '{policy}' of '{service}' goes, too: without {string.Join(", ", names)} it would hold for nothing.");
            }
        }

        return services;
    }

    private static string Sentence(MeshTrustPatch patch) =>
        $"Let the cluster {patch.Cluster} refuse the trust domain {string.Join(", ", patch.TrustDomain)}, in the {patch.Target}.";

    private static string Sentence(RevocationPlan lists) => string.Join(' ', lists.Write.Select(write =>
        $"Write into the Secret cacerts of {write.State.Cluster.Name} {write.Detail}."));

    private MeshPlan Compare(List<MeshService> services, MeshCluster[] left, FederationChoice choice)
    {
        // Who shared a service with the lost ones alone is in none that is left, and must not go on calling them.
        var comparer = new FederationComparer(
            new()
            {
                Prune = true,
                NeedsHistory = true,
                Timeout = ComparingTime,
                OtherCluster = left.ToValueList(),
                Expelled = _expelled,
            },
            Connect);
        var comparison = services.Count == 0
            ? OnClusters(stop => comparer.CompareAsync(Name!, left, [], null, stop))
            : OnClusters(stop => comparer.CompareAsync(Name!, services, AddressPool.Parse(choice.AddressPool), stop));
        foreach (var failure in comparison.Failures) WriteFailure(failure);
        foreach (var note in comparison.LeftOut) WriteWarning(note);
        if (comparison.Plan.IsPartial) PlanChecks.RequirePublishable(comparison.Plan, WriteFailure);
        PlanChecks.RequireSurvival(comparison.Plan, WriteFailure);
        PlanChecks.RequireSound(comparison.Plan, services, WriteFailure, acceptsCrash: false, WriteVerbose);
        return comparison.Plan;
    }
}
