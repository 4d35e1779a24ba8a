using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Publishing;

/// <summary>The servers to which the contexts of clusters lead, each kubeconfig read once.</summary>
internal sealed class ServersOfClusters
{
    private readonly Dictionary<string, KubeconfigContexts?> _known = new(StringComparer.Ordinal);

    /// <summary>The server; null when the kubeconfig does not tell, which whoever connects says.</summary>
    public KubeconfigServer? Of(MeshCluster cluster)
    {
        var key = cluster.Kubeconfig ?? "";
        if (!_known.TryGetValue(key, out var contexts)) _known.Add(key, contexts = Read(cluster.Kubeconfig));
        return contexts?.Server.GetValueOrDefault(cluster.Context);
    }

    private static KubeconfigContexts? Read(string? kubeconfig)
    {
        try
        {
            return KubeconfigReader.ReadContexts(kubeconfig);
        }
        catch (MeshException)
        {
            return null;
        }
    }
}
