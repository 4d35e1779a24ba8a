using System.Management.Automation;
using MeshFederation.Analysis.Identity;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
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
        if (_clusters.Count < 2) throw TooFew(_clusters);
        var named = _clusters.GroupBy(cluster => cluster.Name, StringComparer.Ordinal);
        if (named.FirstOrDefault(group => group.Skip(1).Any()) is { Key: { } twice }) throw Twice(twice);
        WriteObject(ClusterTrust.All(_clusters, TimeProvider.System.GetUtcNow()), enumerateCollection: true);
    }

    private static MeshException TooFew(List<MeshCluster> clusters) => new(
        MeshErrorId.ClusterMissing,
        MeshErrorKind.InvalidArgument,
        clusters.Count == 0
            ? "No cluster is given, and trust is between two."
            : $"One cluster is given, '{clusters[0]}', and trust is between two.",
        "Name all clusters that call each other: Get-MeshCluster -AllContexts | Test-MeshIdentity.",
        clusters);

    private static MeshException Twice(string name) => new(
        MeshErrorId.ClusterDuplicate,
        MeshErrorKind.InvalidArgument,
        $"The cluster '{name}' is given twice.",
        "Name each cluster once.",
        name);
}
