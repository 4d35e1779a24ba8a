using System.Management.Automation;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Identity;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Clusters;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Identity;
using MeshFederation.Commands.Publishing;
using MeshFederation.Commands.Reporting;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Commands;

/// <summary>Gives clusters their authorities, or exchanges those they have so that no cluster distrusts another at any moment.</summary>
[Cmdlet(
    VerbsData.Publish,
    "MeshIdentity",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    HelpUri = HelpLink.Base + "Publish-MeshIdentity.md")]
[OutputType(typeof(MeshIdentityChange))]
public sealed class PublishMeshIdentityCommand : DeclaringCommand
{
    private const string Me = "Publish-MeshIdentity";
    private readonly List<MeshIntermediateCertificate> _certificates = [];

    /// <summary>The certificates of all clusters that trust each other, with their keys.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = "What New-MeshIntermediateCertificate gave.")]
    [AllowNull]
    [PipedArgument(
        typeof(MeshIntermediateCertificate),
        nameof(Certificate),
        "the certificate of a cluster",
        "An authority makes one for each cluster, between the two: New-MeshIntermediateCertificate -Cluster cluster1, cluster2.")]
    public MeshIntermediateCertificate[]? Certificate { get; set; } = [];

    /// <summary>The clusters; by default those of the session, or contexts, that are called as the certificates say.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>Exchanges what clusters have, step by step.</summary>
    [Parameter]
    [ChoiceArgument(typeof(IdentityRotation), nameof(Rotate))]
    public IdentityRotation Rotate { get; set; }

    /// <summary>Restarts istiod, gateways, ztunnel and workloads where that is needed to go on, and waits for them.</summary>
    [Parameter]
    public SwitchParameter Restart { get; set; }

    /// <summary>Overwrites authorities that others made.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How long to wait for restarted pods that do not get further.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// A file for a report of what is done and what is still to be, written also when it ends with an error; its name says the format.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Report { get; set; }

    private const string GoesOn = "The same command goes on where it stopped; what clusters sign with, and which proxies are behind, tells "
        + "Get-MeshIdentity.";

    private protected override TimeBudget Time => TimeOf(Timeout);

    private bool Rotates => IsBound(nameof(Rotate));

    /// <inheritdoc />
    private protected override RunReport? OpenReport() => Report is null ? null : new(this, Report, ChangeApproval.MayWrite(this));

    /// <inheritdoc />
    protected override void Process()
    {
        FaultedChoice.Require(nameof(Certificate));
        _certificates.AddRange(Certificate!);
    }

    /// <inheritdoc />
    protected override void End()
    {
        if (Rotates) FaultedChoice.Require(nameof(Rotate));
        if (_certificates.Count == 0) return;
        if (Restart && !Rotates) throw NothingToRestart();
        var goal = RotationGoal.Of(_certificates, Rotates && Rotate == IdentityRotation.Root);
        var clusters = Clusters();
        LocationOfSession.Tell(SessionState);
        var publisher = new IdentityPublisher(
            clusters,
            new() { Force = Force, Restart = Restart, Timeout = Timeout.Sound(), IsTimeoutAsked = IsBound(nameof(Timeout)) });
        StopNotes.Around(this, () => publisher.Tally, GoesOn, () => Publish(publisher, goal));
    }

    private void Publish(IdentityPublisher publisher, RotationGoal goal)
    {
        var next = Work.Run(stop => Rotates ? publisher.NextAsync(goal, stop) : publisher.InstallationAsync(goal, stop), this);
        foreach (var write in next.Write) WriteVerbose($"{write}.");
        foreach (var root in next.OfOthers) WriteWarning(IdentityText.Leaving(root));
        var what = IdentityText.Of(next, Restart);
        if (!May(what))
        {
            TellDeclined();
            return;
        }

        foreach (var change in Work.Stream(
            stop => Rotates ? publisher.RunAsync(goal, stop) : publisher.InstallAsync(goal, stop), this))
        {
            Gathered?.Add(change);
            WriteObject(change);
        }
    }

    /// <summary>What every workload of every cluster is known by is not exchanged by Enter.</summary>
    private bool May(string what)
    {
        var question = new RemovalQuestion(this, Me);
        return ChangeApproval.MayWrite(this)
            ? Confirmation.Of(what, () => question.AskWhole(what + " Go on?"))
            : ShouldProcess(what, what + " Go on?", Me);
    }

    private MeshCluster[] Clusters()
    {
        var named = Cluster is null ? [.. _certificates.Select(one => Find(one.Cluster))] : Read(Cluster);
        var clusters = Cluster is null ? Read(named) : named;
        var (there, wanted) = (clusters.Select(cluster => cluster.Name).ToHashSet(StringComparer.Ordinal),
            _certificates.Select(one => one.Cluster).ToHashSet(StringComparer.Ordinal));
        var difference = there.Concat(wanted).FirstOrDefault(name => !there.Contains(name) || !wanted.Contains(name));
        return difference is null ? clusters : throw Differs(difference);
    }

    private static MeshCluster Find(string name) => MeshSession.Current.Find(name) ?? ContextClusters.Find(name) ?? throw new MeshException(
        MeshErrorId.ClusterNotFound,
        MeshErrorKind.ObjectNotFound,
        $"There is a certificate for the cluster '{name}', and no cluster and no context of that name.",
        "Read the cluster first: Get-MeshCluster CONTEXT -Name " + ShellWord.Of(name) + ".",
        name);

    private static MeshException Differs(string name) => new(
        MeshErrorId.IdentityMismatch,
        MeshErrorKind.InvalidArgument,
        $"The cluster '{name}' is named without a certificate, or has a certificate and is not named.",
        "Give all clusters that trust each other, and a certificate for each.",
        name);

    private static MeshException NothingToRestart() => new(
        MeshErrorId.IdentityMismatch,
        MeshErrorKind.InvalidArgument,
        "-Restart goes from step to step of an exchange, and none is asked for.",
        "Say what is exchanged: -Rotate Root, or -Rotate Intermediate.");
}
