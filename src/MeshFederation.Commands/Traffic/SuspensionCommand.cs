using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands;

/// <summary>
/// The base of cmdlets that take requests off clusters and bring them back. They take the whole pipeline before they give anything, since
/// a cluster that no service knows is a mistake.
/// </summary>
public abstract class SuspensionCommand : MeshCommand
{
    private readonly List<MeshService> _services = [];

    /// <summary>The names of the clusters, or the clusters.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "The name of the cluster, as in cluster2.")]
    [ClusterNameArgument]
    [ArgumentCompleter(typeof(SuspensionCompleter))]
    [AllowEmptyCollection]
    public string[] Cluster { get; set; } = [];

    /// <summary>The services.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    [ServiceArgument]
    public MeshService[] InputObject { get; set; } = [];

    /// <inheritdoc />
    private protected override bool NeedsInput => false;

    /// <inheritdoc />
    protected override void Process() => _services.AddRange(InputObject.Sound());

    /// <inheritdoc />
    protected override void End()
    {
        var clusters = Cluster.Sound();
        if (clusters.Length == 0) NameErrors.RequireLabel("", "cluster", MeshErrorId.ClusterNameInvalid);
        if (_services.Count == 0) return;
        foreach (var service in Change(_services, clusters))
        {
            MeshSession.Current.Remember(service);
            WriteObject(service);
        }
    }

    private protected abstract IReadOnlyList<MeshService> Change(IReadOnlyList<MeshService> services, IReadOnlyList<string> clusters);
}
