using System.Management.Automation;
using MeshFederation.Analysis.Identity;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Identity;
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

    /// <inheritdoc />
    protected override void Process() => _clusters.AddRange(Read(Cluster));

    /// <inheritdoc />
    protected override void End()
    {
        TrustPairing.Require(_clusters, "Test-MeshIdentity");
        WriteObject(ClusterTrust.All(_clusters, TimeProvider.System.GetUtcNow()), enumerateCollection: true);
    }
}
