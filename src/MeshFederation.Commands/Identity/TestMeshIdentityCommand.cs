using System.Management.Automation;
using MeshFederation.Analysis.Identity;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Identity;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Identity;
using MeshFederation.Commands.Reporting;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Commands;

/// <summary>Tells for every pair of clusters, both ways, whether their workloads would take each other's certificates.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MeshIdentity", HelpUri = HelpLink.Base + "Test-MeshIdentity.md")]
[OutputType(typeof(MeshTrust))]
public sealed class TestMeshIdentityCommand : DeclaringCommand
{
    private readonly List<MeshCluster> _clusters = [];

    /// <summary>The clusters, at least two.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The clusters, as in cluster1, cluster2.")]
    [AllowEmptyCollection]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>Looks at the clusters' authorities too: whether they have ended, or will soon.</summary>
    [Parameter]
    public SwitchParameter Live { get; set; }

    /// <summary>With -Live: how long reading all clusters may take, and those that are away are waited for.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    private protected override TimeBudget Time => TimeOf(Timeout);

    /// <summary>
    /// A file for a report of pairs that do not work, or of which that is not known, written also when it ends with an error; its name says
    /// the format.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Report { get; set; }

    /// <inheritdoc />
    private protected override RunReport? OpenReport() => Report is null ? null : new(this, Report, writes: true);

    /// <inheritdoc />
    protected override void Process() => _clusters.AddRange(Read(Cluster));

    /// <inheritdoc />
    protected override void End()
    {
        TrustPairing.Require(_clusters, "Test-MeshIdentity");
        if (!Live && IsBound(nameof(Timeout))) throw NothingToWaitFor();
        var pairs = ClusterTrust.All(_clusters, TimeProvider.System.GetUtcNow(), Live ? Authorities() : null);
        foreach (var pair in pairs) Gathered?.Add(pair);
        WriteObject(pairs, enumerateCollection: true);
    }

    /// <summary>Of a cluster that cannot be read it is not known when its authority ends, and that is said of each pair.</summary>
    private List<AuthorityState> Authorities()
    {
        LocationOfSession.Tell(SessionState);
        var states = new List<AuthorityState>();
        foreach (var (state, failure) in Work.Stream(
            stop => LiveIdentities.StatesAsync(_clusters, Time, TimeProvider.System, stop), this))
        {
            if (failure is not null) WriteFailure(failure);
            states.Add(state);
        }

        return states;
    }

    private static MeshException NothingToWaitFor() => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        "-Timeout is for what is read of clusters, and without -Live nothing is.",
        "Leave it out, or read their authorities, too: Test-MeshIdentity … -Live -Timeout 1m.",
        nameof(Timeout));
}
