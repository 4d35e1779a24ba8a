using MeshFederation.Model.Clusters;

namespace MeshFederation.Model.Errors;

/// <summary>How the parameters of New-MeshCluster begin that describe a gateway of a cluster.</summary>
internal static class GatewayParameter
{
    public static string Of(MeshCluster cluster, MeshGateway gateway) =>
        ReferenceEquals(gateway, cluster.TunnelGateway) ? nameof(MeshCluster.TunnelGateway) : nameof(MeshCluster.Gateway);
}
