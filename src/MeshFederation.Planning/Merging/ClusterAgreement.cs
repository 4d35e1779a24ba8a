using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Merging;

/// <summary>Requires that one name always means one cluster.</summary>
internal static class ClusterAgreement
{
    public static void Check(IEnumerable<MeshService> services)
    {
        var byName = new Dictionary<string, MeshCluster>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            foreach (var instance in service.Instance) Check(byName, instance.Cluster);
            foreach (var cluster in service.ClientCluster) Check(byName, cluster);
        }
    }

    private static void Check(Dictionary<string, MeshCluster> byName, MeshCluster cluster)
    {
        if (byName.TryAdd(cluster.Name, cluster)) return;
        var known = byName[cluster.Name];
        if (ReferenceEquals(known, cluster) || known == cluster) return;
        throw new MeshException(
            MeshErrorId.ClusterConflict,
            MeshErrorKind.InvalidArgument,
            $"Two different clusters are named '{cluster.Name}': {Difference(known, cluster)}.",
            "Make the cluster once with New-MeshCluster or Get-MeshCluster and use that object everywhere, or give different clusters "
            + "different names.",
            cluster);
    }

    private static string Difference(MeshCluster one, MeshCluster other)
    {
        (string Name, object? One, object? Other)[] parts =
        [
            (nameof(one.Context), one.Context, other.Context),
            (nameof(one.Kubeconfig), one.Kubeconfig, other.Kubeconfig),
            (nameof(one.IstioVersion), one.IstioVersion, other.IstioVersion),
            (nameof(one.TrustDomain), one.TrustDomain, other.TrustDomain),
            (nameof(one.ClusterDomain), one.ClusterDomain, other.ClusterDomain),
            (nameof(one.Network), one.Network, other.Network),
            (nameof(one.IstioNamespace), one.IstioNamespace, other.IstioNamespace),
            ("gateway address", one.Gateway.ToString(), other.Gateway.ToString()),
            ("gateway target port", one.Gateway.TargetPort, other.Gateway.TargetPort),
            ("gateway namespace", one.Gateway.Namespace, other.Gateway.Namespace),
            ("gateway selector", one.Gateway.Selector, other.Gateway.Selector),
            ("gateway for tunnels", one.TunnelGateway, other.TunnelGateway),
            (nameof(one.RoutingMode), one.RoutingMode, other.RoutingMode),
            .. one.MeshConfig.Settings.Zip(other.MeshConfig.Settings, (mine, theirs) => (mine.Name, mine.Value, theirs.Value)),
        ];
        var (name, mine, theirs) = parts.First(part => !Equals(part.One, part.Other));
        string[] both = [mine?.ToString() ?? "", theirs?.ToString() ?? ""];
        Array.Sort(both, StringComparer.Ordinal);
        return $"their {name} is '{both[0]}' and '{both[1]}'";
    }
}
