using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Istio.Mesh;

/// <summary>Chooses the routing mode of a serving cluster.</summary>
public static class RoutingModes
{
    /// <summary>The mode in which a cluster is called.</summary>
    /// <param name="cluster">The serving cluster.</param>
    /// <returns>ClientSni, EnvoyFilter or Ambient.</returns>
    /// <exception cref="MeshException">EnvoyFilter was asked for where it would be accepted and do nothing.</exception>
    public static MeshRoutingMode EffectiveRoutingMode(this MeshCluster cluster)
    {
        var perService = IstioBehavior.GatewayChainsPerService(cluster.GatewayIstioVersion);
        return cluster.RoutingMode switch
        {
            MeshRoutingMode.EnvoyFilter when perService => throw Unsupported(cluster),
            MeshRoutingMode.Auto => perService ? MeshRoutingMode.ClientSni : MeshRoutingMode.EnvoyFilter,
            var asked => asked,
        };
    }

    private static MeshException Unsupported(MeshCluster cluster)
    {
        var why = IstioBehavior.TcpClusterRewriteInProxy(cluster.GatewayIstioVersion)
            ? "its gateway has a filter chain of its own for each service and never reaches sni_cluster, so the patch would be accepted "
                + "and do nothing"
            : "its proxy no longer has the filter tcp_cluster_rewrite, so the patch would be accepted and do nothing";
        return new(
            MeshErrorId.RoutingModeUnsupported,
            MeshErrorKind.InvalidArgument,
            $"The routing mode EnvoyFilter does not work in the cluster '{cluster.Name}' with Istio {cluster.GatewayIstioVersion}: {why}.",
            "Leave out -RoutingMode, or use -RoutingMode ClientSni, which works on every version from 1.4.",
            cluster);
    }
}
