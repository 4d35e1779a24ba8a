using MeshFederation.Model.Clusters;

namespace MeshFederation.Reporting.Topology;

/// <summary>A cluster, and what is wrong with it as a whole.</summary>
internal sealed record House(MeshCluster Cluster, IReadOnlyList<NumberedProblem> Problems)
{
    public string Name => Cluster.Name;

    /// <summary>What is worth knowing of the cluster, a line each.</summary>
    public IEnumerable<string> Facts()
    {
        yield return $"Istio {Cluster.IstioVersion}";
        yield return $"trust domain {Cluster.TrustDomain}";
        if (Cluster.Network is not null) yield return $"network {Cluster.Network}";
        if (Cluster.TunnelGateway is { Address.Count: > 0 } tunnels) yield return $"gateway for tunnels {tunnels}";
        yield return Cluster.Gateway.Address.Count == 0 ? "no gateway address" : $"gateway {Cluster.Gateway}";
    }
}
