using MeshFederation.Clusters.Api;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Clusters;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Commands;

/// <summary>The base of cmdlets that declare something of clusters; those that are named by a context are read first.</summary>
public abstract class DeclaringCommand : MeshCommand, IDisposable
{
    private readonly ClusterWork _work = new();

    /// <inheritdoc />
    public void Dispose()
    {
        _work.Dispose();
        CloseReport();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void StopProcessing() => _work.Stop();

    /// <summary>Its work on clusters.</summary>
    private protected ClusterWork Work => _work;

    /// <summary>What it may wait for clusters in all; null for the usual time of reading them.</summary>
    private protected virtual TimeBudget? Time => null;

    /// <summary>The clusters of an argument.</summary>
    private protected MeshCluster[] Read(MeshCluster[]? argument) => ContextClusters.Read(this, _work, argument.Sound(), () => Time);
}
