using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
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

    /// <summary>The gateway by which a cluster is called in ambient mode.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The gateway; null where only one for sidecars is known.</returns>
    public static MeshGateway? Tunnels(this MeshCluster cluster) => cluster.IsAmbient() ? cluster.Gateway : cluster.TunnelGateway;

    /// <summary>Whether a cluster has ztunnels: it is federated in ambient mode, or has namespaces that are.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>True or false; null where nothing was read of it.</returns>
    public static bool? HasTunnels(this MeshCluster cluster) =>
        cluster.Tunnels() is not null ? true : cluster.Facts is { } facts ? facts.AmbientNamespace.Count > 0 : null;

    /// <summary>
    /// Whether a service is called in ambient mode: it says so itself, or a cluster where it runs or is called does.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <returns>True when it is.</returns>
    public static bool IsAmbient(this MeshService service)
    {
        if (service.RoutingMode is { } own) return own == MeshRoutingMode.Ambient;
        for (var i = 0; i < service.Instance.Count; i++)
        {
            if (service.Instance[i].Cluster.IsAmbient()) return true;
        }

        for (var i = 0; i < service.ClientCluster.Count; i++)
        {
            if (service.ClientCluster[i].IsAmbient()) return true;
        }

        return false;
    }

    /// <summary>
    /// A service with the mode that is found of it, where it says none: through tunnels where its pods are in ambient mode by the labels of
    /// their namespace, and all clusters where it runs have a gateway for these, be it beside one for sidecars.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <returns>The service.</returns>
    public static MeshService WithFoundMode(MeshService service) =>
        service.RoutingMode is null && service.Instance.Any(instance => !instance.Cluster.IsAmbient())
        && service.Instance.All(instance => instance.Cluster.IsAmbient()
            || (instance.Cluster.TunnelGateway is not null && AmbientSpaces.IsAmbient(instance.Cluster, service.Namespace)))
            ? service with { RoutingMode = MeshRoutingMode.Ambient }
            : service;

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

    /// <summary>Whether some service is called in ambient mode and runs in a cluster or is called there.</summary>
    /// <param name="services">The services.</param>
    /// <param name="cluster">The cluster.</param>
    /// <returns>True when one is.</returns>
    public static bool IsAmbient(this IEnumerable<MeshService> services, MeshCluster cluster) => services.Any(
        service => service.IsAmbient()
            && (service.In(cluster.Name) is not null || service.ClientCluster.Any(client => client.Name == cluster.Name)));

    /// <summary>A gateway for tunnels by the name of its Gateway.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="name">The name, as <c>istio-eastwestgateway</c>, or with its namespace, <c>istio-system/istio-eastwestgateway</c>.
    /// </param>
    /// <returns>The gateway.</returns>
    /// <exception cref="MeshException">It is no such name.</exception>
    public static MeshGateway Named(MeshGateway gateway, string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return gateway with
        {
            Namespace = slash < 0 ? gateway.Namespace : NameErrors.RequireLabel(name[..slash], "namespace"),
            Selector = LabelSet.Create(GatewayApi.NameLabel, NameErrors.RequireLabel(name[(slash + 1)..], "Gateway")),
        };
    }

    /// <summary>The name of a gateway for tunnels, with its namespace.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <returns>The name, as <c>istio-system/istio-eastwestgateway</c>.</returns>
    public static string WholeName(MeshGateway gateway) => $"{gateway.Namespace}/{NameOf(gateway)}";

    /// <summary>Which of a cluster's versions makes its gateway send connections to the wrong service.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The version, of istiod or of the gateway; null where all that are known keep them apart.</returns>
    public static IstioVersion? MixingVersion(MeshCluster cluster)
    {
        // Where a cluster is not ambient, what is known of its gateway is of that for sidecars, which may be of another version.
        IstioVersion?[] versions = cluster.IsAmbient()
            ? [cluster.IstioVersion, cluster.GatewayIstioVersion, cluster.Facts?.GatewayVersion]
            : [cluster.IstioVersion, cluster.Facts?.TunnelGatewayVersion];
        return Array.Find(versions, version => version is not null && !IstioBehavior.KeepsTunnelsApart(version));
    }

    /// <summary>
    /// The service account of the gateway by which a cluster is called in ambient mode: that which its annotation was read to name, else
    /// the one of its name, which istiod makes (istio pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go).
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The account; null where no gateway, or not its name, is known.</returns>
    public static string? AccountOf(MeshCluster cluster) => cluster.Tunnels() is not { } gateway ? null
        : TunnelGateways.KeptAccount(cluster.Facts?.EastWestAccount, WholeName(gateway)) ?? NameOf(gateway);

    /// <summary>The name of the Gateway whose pods a cluster is called through.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <returns>The name; null where its labels do not tell it.</returns>
    public static string? NameOf(MeshGateway gateway) => gateway.Selector.TryGetValue(GatewayApi.NameLabel, out var name) ? name : null;
}
