using System.Management.Automation;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Identity;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;

namespace MeshFederation.Commands;

/// <summary>Tells what gives the workloads of clusters their certificates, and whether istiod and proxies use it yet.</summary>
[Cmdlet(VerbsCommon.Get, "MeshIdentity", HelpUri = HelpLink.Base + "Get-MeshIdentity.md")]
[OutputType(typeof(MeshIdentity))]
public sealed class GetMeshIdentityCommand : DeclaringCommand
{
    private readonly List<MeshCluster> _clusters = [];

    /// <summary>The clusters.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The clusters, as in cluster1, cluster2.")]
    [AllowEmptyCollection]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>How long reading all clusters may take, and those that are away are waited for.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    private protected override TimeBudget Time => TimeOf(Timeout);

    /// <inheritdoc />
    protected override void Process() => _clusters.AddRange(Read(Cluster));

    /// <inheritdoc />
    protected override void End()
    {
        if (_clusters.Count == 0) return;
        foreach (var (identity, failure) in Work.Stream(stop => LiveIdentities.ReadAsync(_clusters, Time, TimeProvider.System, stop), this))
        {
            if (failure is not null) WriteFailure(failure);
            if (identity is not null) WriteObject(identity);
        }
    }
}
