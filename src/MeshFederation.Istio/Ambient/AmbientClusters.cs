using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;

namespace MeshFederation.Istio.Ambient;

/// <summary>Clusters that are called, and call, in ambient mode.</summary>
public static class AmbientClusters
{
    /// <summary>The name of the gateway where nothing says another (istio samples/ambient-multicluster).</summary>
    public const string UsualGateway = "istio-eastwestgateway";

    /// <summary>Whether a cluster is federated in ambient mode.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>True when it is.</returns>
    public static bool IsAmbient(this MeshCluster cluster) => cluster.RoutingMode == MeshRoutingMode.Ambient;

    /// <summary>Whether a cluster has ztunnels: it is federated in ambient mode, or has namespaces that are.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>True or false; null where nothing was read of it.</returns>
    public static bool? HasTunnels(this MeshCluster cluster) =>
        cluster.IsAmbient() ? true : cluster.Facts is { } facts ? facts.AmbientNamespace.Count > 0 : null;

    /// <summary>Whether a cluster where a service runs or is called is federated in ambient mode.</summary>
    /// <param name="service">The service.</param>
    /// <returns>True when one is.</returns>
    public static bool IsAmbient(this MeshService service)
    {
        foreach (var instance in service.Instance)
        {
            if (instance.Cluster.IsAmbient()) return true;
        }

        foreach (var client in service.ClientCluster)
        {
            if (client.IsAmbient()) return true;
        }

        return false;
    }

    /// <summary>Whether a service is called from a cluster and has pods in others.</summary>
    /// <param name="service">The service.</param>
    /// <param name="client">The cluster.</param>
    /// <returns>True when it is.</returns>
    public static bool IsCalledElsewhere(this MeshService service, MeshCluster client) =>
        service.ClientCluster.Any(other => other.Name == client.Name)
        && service.Instance.Any(instance => instance.Cluster.Name != client.Name);

    /// <summary>Whether a service is called from other clusters than one where it runs.</summary>
    /// <param name="service">The service.</param>
    /// <param name="server">The cluster.</param>
    /// <returns>True when it is.</returns>
    public static bool IsServed(this MeshService service, MeshCluster server) =>
        service.ClientCluster.Any(client => client.Name != server.Name);

    /// <summary>What holds of a gateway in ambient mode where nothing says otherwise: the port of tunnels, and its usual name.</summary>
    /// <param name="gateway">The gateway as it is described in other modes.</param>
    /// <returns>The gateway.</returns>
    public static MeshGateway Usual(MeshGateway gateway) => gateway with
    {
        Port = AmbientNames.TunnelPort,
        TargetPort = AmbientNames.TunnelPort,
        Selector = LabelSet.Create(GatewayApi.NameLabel, UsualGateway),
    };

    /// <summary>Which of a cluster's versions makes its gateway send connections to the wrong service.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The version, of istiod or of the gateway; null where all that are known keep them apart.</returns>
    public static IstioVersion? MixingVersion(MeshCluster cluster)
    {
        IstioVersion?[] versions = [cluster.IstioVersion, cluster.GatewayIstioVersion, cluster.Facts?.GatewayVersion];
        return Array.Find(versions, version => version is not null && !IstioBehavior.KeepsTunnelsApart(version));
    }

    /// <summary>
    /// The name of the Gateway whose pods a cluster is called through, and of their service account, which istiod gives the same name
    /// (istio pilot/pkg/config/kube/gateway, deploymentcontroller.go).
    /// </summary>
    /// <param name="gateway">The gateway.</param>
    /// <returns>The name; null where its labels do not tell it.</returns>
    public static string? NameOf(MeshGateway gateway) => gateway.Selector.TryGetValue(GatewayApi.NameLabel, out var name) ? name : null;
}
