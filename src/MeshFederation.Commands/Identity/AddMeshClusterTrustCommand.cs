using System.Management.Automation;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Identity.Trust;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Federations;
using MeshFederation.Commands.Identity;
using MeshFederation.Commands.Publishing;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;

namespace MeshFederation.Commands;

/// <summary>Lets clusters accept each other's trust domains: gives the patch for the way Istio was installed, and applies it.</summary>
[Cmdlet(
    VerbsCommon.Add,
    "MeshClusterTrust",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpLink.Base + "Add-MeshClusterTrust.md")]
[OutputType(typeof(MeshTrustPatch))]
public sealed class AddMeshClusterTrustCommand : DeclaringCommand
{
    private const string Me = "Add-MeshClusterTrust";
    private readonly List<MeshCluster> _clusters = [];

    /// <summary>The clusters that accept each other, at least two.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The clusters, as in cluster1, cluster2.")]
    [AllowEmptyCollection]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>Makes them aliases of the cluster's own trust domain, which gives them the rights of its own principals.</summary>
    [Parameter]
    public SwitchParameter Alias { get; set; }

    /// <summary>Writes the patches to the clusters.</summary>
    [Parameter]
    public SwitchParameter Apply { get; set; }

    /// <summary>Write them though callers of other clusters get past AuthorizationPolicies that nobody wrote for them.</summary>
    [Parameter]
    public SwitchParameter AcceptWidening { get; set; }

    /// <summary>How long to wait for clusters that are away for a moment, in all.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    private protected override TimeBudget Time => TimeOf(Timeout);

    /// <inheritdoc />
    protected override void Process() => _clusters.AddRange(Read(Cluster));

    /// <inheritdoc />
    protected override void End()
    {
        TrustPairing.Require(_clusters, Me);
        if (AcceptWidening && !Apply) throw NothingToAccept();
        LocationOfSession.Tell(SessionState);
        var patcher = Work.Run(stop => MeshTrustPatcher.AcceptingAsync(
            _clusters,
            Alias,
            stop,
            cluster => KubernetesConnections.For(cluster, Time)), this);
        Judge(patcher);
        if (Apply) StopNotes.Around(this, () => patcher.Tally, "The same command writes the rest.", () => Show(patcher));
        else Show(patcher);
    }

    private void Judge(MeshTrustPatcher patcher)
    {
        foreach (var note in patcher.Note.Concat(patcher.UnknownAccess).Concat(patcher.OpenAccess)) WriteWarning(note);
        if (Apply)
        {
            const string What = "Accepting trust domains";
            Widenings.RequireNarrow(patcher.Widening, What, _clusters, AcceptWidening, WriteFailure, WriteWarning);
            return;
        }

        foreach (var error in Widenings.Errors(patcher.Widening)) WriteWarning($"{error.Message} {error.RecommendedAction}");
    }

    private static MeshException NothingToAccept() => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        "-AcceptWidening is for what is written, and without -Apply nothing is.",
        $"Leave it out, or write the patches: {Me} … -Apply -AcceptWidening.",
        nameof(AcceptWidening));

    private void Show(MeshTrustPatcher patcher)
    {
        foreach (var cluster in _clusters.Where(cluster => patcher.Patch.All(patch => patch.Cluster != cluster.Name)))
            WriteVerbose($"{cluster} accepts the trust domains of all others already.");
        foreach (var patch in patcher.Patch)
        {
            var what = $"Let the cluster {patch.Cluster} accept the trust domain {string.Join(", ", patch.TrustDomain)}"
                + $"{(patch.IsAlias ? " with the rights of its own" : "")}, in the {patch.Target}. Policies that name no trust domain let "
                + "its callers in then: Compare-MeshAccess.";
            if (!Apply) WriteObject(patch);
            else if (Time.Uncounted(() => Prompt.ByHost(() => ShouldProcess(what, what + " Go on?", Me))))
                WriteObject(Work.Run(stop => patcher.ApplyAsync(patch, stop), this));
        }
    }
}
