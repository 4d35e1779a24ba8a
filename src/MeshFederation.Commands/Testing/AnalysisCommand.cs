using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Commands;

/// <summary>The base of cmdlets that look at services, manifests or files, or at what the live clusters have.</summary>
public abstract class AnalysisCommand : CollectingCommand, IDisposable
{
    /// <summary>What is known of the clusters whose objects come in; of a single one, everything is its own.</summary>
    [Parameter]
    [ClusterArgument]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    [AllowEmptyCollection]
    public MeshCluster[]? Cluster { get; set; }

    /// <summary>The work on live clusters.</summary>
    private protected ClusterWork Work { get; } = new();

    /// <summary>The manifests that came down the pipeline or were read.</summary>
    private protected List<MeshManifest> Manifests { get; } = [];

    /// <inheritdoc />
    public void Dispose()
    {
        Work.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void StopProcessing() => Work.Stop();

    /// <summary>Takes what came down the pipeline.</summary>
    private protected void Collect(IEnumerable<PSObject?>? input)
    {
        foreach (var item in input ?? []) ExportInput.Sort(item, Collect, Manifests.Add);
    }
}
