using System.Management.Automation;
using MeshFederation.Analysis.Identity;
using MeshFederation.Clusters.Identity;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Identity;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;

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

    /// <inheritdoc />
    protected override void Process() => _clusters.AddRange(Read(Cluster));

    /// <inheritdoc />
    protected override void End()
    {
        TrustPairing.Require(_clusters, "Test-MeshIdentity");
        if (Live) LocationOfSession.Tell(SessionState);
        var authorities = Live ? Work.Run(stop => LiveIdentities.StatesAsync(_clusters, stop), this) : null;
        WriteObject(ClusterTrust.All(_clusters, TimeProvider.System.GetUtcNow(), authorities), enumerateCollection: true);
    }
}
