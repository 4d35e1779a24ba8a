using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Planning.Declarations.Shapes;
using static MeshFederation.Planning.Declarations.Keys.KeysOf<MeshFederation.Model.Clusters.MeshCluster>;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>The keys of a cluster. A kubeconfig is none of them: a path of one machine is nothing to another.</summary>
internal static class ClusterKeys
{
    private static readonly WholeShape PortNumber = new(PortRange.Least, PortRange.Most, MeshGateway.UsualPort);

    private static readonly MeshGateway Usual = new();

    /// <summary>The keys.</summary>
    public static readonly Section<MeshCluster> Section = new("cluster", [.. Named(), .. OfGateway(), .. OfMesh()]);

    /// <summary>Reads a cluster.</summary>
    /// <exception cref="DeclarationException">It cannot be.</exception>
    public static MeshCluster Read(UnstructuredMap map, ReadContext context) =>
        Section.Read(map, context, new MeshCluster("", ""), ClusterDeclaration.Check);

    private static DeclarationKey<MeshCluster>[] Named() =>
    [
        Text(
            "name", "cluster1", "The name, a DNS label: it is part of the host service.namespace.svc.NAME.global.",
            cluster => cluster.Name, (cluster, name) => cluster with { Name = name, Context = name })
            with { IsRequired = true, IsPositional = true },
        Text(
            "context", "admin@prod", "The kubeconfig context that leads to the cluster; the name by default.",
            cluster => Unless(cluster.Context, cluster.Name), (cluster, context) => cluster with { Context = context }),
        Text(
            "defaultNamespace", "shop", "The namespace of services that name none.",
            cluster => cluster.DefaultNamespace,
            (cluster, space) => cluster with { DefaultNamespace = NameErrors.RequireLabel(space, "namespace") }),
        Text(
            "istioVersion", "'1.30.3'", "The version of istiod, in quotes where it has two parts.",
            cluster => cluster.IstioVersion.ToString(),
            (cluster, version) => cluster with { IstioVersion = IstioVersion.Parse(version) }),
        Text(
            "trustDomain", MeshCluster.UsualDomain, "The trust domain of its workloads' identities.",
            cluster => Unless(cluster.TrustDomain, MeshCluster.UsualDomain), (cluster, domain) => cluster with { TrustDomain = domain }),
        Text(
            "clusterDomain", MeshCluster.UsualDomain, "The DNS domain of its Services.",
            cluster => Unless(cluster.ClusterDomain, MeshCluster.UsualDomain),
            (cluster, domain) => cluster with { ClusterDomain = domain }),
        Text(
            "network", "network1", "The network of its pods, as the label topology.istio.io/network says it.",
            cluster => cluster.Network, (cluster, network) => cluster with { Network = network }),
        Text(
            "region", "us-east-1", "The region of its nodes, as their label topology.kubernetes.io/region says it.",
            cluster => cluster.Region, (cluster, region) => cluster with { Region = region }),
        Text(
            "zone", "us-east-1a", "The zone of all its nodes, as topology.kubernetes.io/zone; none where there are several.",
            cluster => cluster.Zone, (cluster, zone) => cluster with { Zone = zone }),
        Text(
            "istioNamespace", MeshCluster.UsualNamespace, "The namespace of istiod.",
            cluster => Unless(cluster.IstioNamespace, MeshCluster.UsualNamespace),
            (cluster, space) => cluster with { IstioNamespace = space, Gateway = cluster.Gateway with { Namespace = space } }),
    ];

    private static DeclarationKey<MeshCluster>[] OfGateway() =>
    [
        Choice<MeshRoutingMode>(
            "routingMode", "How requests find services behind the gateway (about_MeshRoutingMode).",
            cluster => cluster.RoutingMode, WithMode),
        Texts(
            "gatewayAddress", "172.18.0.230",
            "IP addresses or host names under which other clusters reach the gateway; none where nothing calls the cluster.",
            cluster => cluster.Gateway.Address, (cluster, address) => WithGateway(cluster, gateway => gateway with { Address = address })),
        Flag(
            "resolveGateway", "Whether host names among them are looked up when objects are made, instead of by the callers' proxies.",
            cluster => cluster.Gateway.ResolvesNames,
            (cluster, resolves) => WithGateway(cluster, gateway => gateway with { ResolvesNames = resolves })),
        Whole(
            "gatewayPort", PortNumber, "The port of these addresses.",
            cluster => cluster.Gateway.Port == UsualOf(cluster).Port ? null : cluster.Gateway.Port,
            (cluster, port) => WithGateway(cluster, gateway => gateway with { Port = port })),
        Whole(
            "gatewayTargetPort", PortNumber, "The port at which the gateway's pods listen.",
            cluster => cluster.Gateway.TargetPort == UsualOf(cluster).TargetPort ? null : cluster.Gateway.TargetPort,
            (cluster, port) => WithGateway(cluster, gateway => gateway with { TargetPort = port })),
        Text(
            "gatewayNamespace", MeshCluster.UsualNamespace, "The namespace of the gateway's pods; that of Istio by default.",
            cluster => Unless(cluster.Gateway.Namespace, cluster.IstioNamespace),
            (cluster, space) => WithGateway(cluster, gateway => gateway with { Namespace = space })),
        new(
            "gatewaySelector", LabelKeys.Shape, "The labels of the gateway's pods.",
            cluster => cluster.Gateway.Selector.Equals(UsualOf(cluster).Selector) ? null : LabelKeys.Write(cluster.Gateway.Selector),
            (cluster, labels, _) => WithGateway(cluster, gateway => gateway with { Selector = LabelKeys.Read(labels) })),
        Text(
            "tunnelGateway", "istio-system/istio-eastwestgateway", "The Gateway for tunnels beside the one for sidecars.",
            NameOfTunnels, (cluster, name) => WithTunnels(cluster, gateway => AmbientClusters.Named(gateway, name))),
        Texts(
            "tunnelGatewayAddress", "172.18.0.231", "The IP address or host name under which other clusters reach it.",
            cluster => cluster.TunnelGateway?.Address ?? [],
            (cluster, address) => WithTunnels(cluster, gateway => gateway with { Address = address })),
        Whole(
            "tunnelGatewayPort", new(PortRange.Least, PortRange.Most, AmbientNames.TunnelPort), "The port of this address.",
            cluster => cluster.TunnelGateway?.Port is { } port && port != AmbientNames.TunnelPort ? port : null,
            (cluster, port) => WithTunnels(cluster, gateway => gateway with { Port = port })),
    ];

    private static DeclarationKey<MeshCluster>[] OfMesh() =>
    [
        new(
            "discoverySelector", new ListShape(SelectorKeys.Shape),
            "The selectors of the namespaces that istiod looks at; it looks at all where there is none.",
            cluster => SelectorKeys.Write(cluster.MeshConfig.DiscoverySelector),
            (cluster, value, context) => WithConfig(
                cluster, config => config with { DiscoverySelector = context.Each(value, (item, _) => SelectorKeys.Read(item)) })),
        Scopes(
            MeshConfigWords.ServiceExport, "Services and ServiceEntries",
            config => config.DefaultServiceExportTo, (config, scopes) => config with { DefaultServiceExportTo = scopes }),
        Scopes(
            MeshConfigWords.VirtualServiceExport, "VirtualServices",
            config => config.DefaultVirtualServiceExportTo, (config, scopes) => config with { DefaultVirtualServiceExportTo = scopes }),
        Scopes(
            MeshConfigWords.DestinationRuleExport, "DestinationRules",
            config => config.DefaultDestinationRuleExportTo, (config, scopes) => config with { DefaultDestinationRuleExportTo = scopes }),
        Choice<OutboundTrafficPolicy>(
            MeshConfigWords.OutboundPolicy, "What becomes of calls of hosts that istiod does not know.",
            cluster => cluster.MeshConfig.OutboundTrafficPolicy,
            (cluster, policy) => WithConfig(cluster, config => config with { OutboundTrafficPolicy = policy })),
        Flag(
            "noAutoMtls", "Whether sidecars speak the mesh's TLS only where a DestinationRule asks for it.",
            cluster => cluster.MeshConfig.EnableAutoMtls is false,
            (cluster, off) => WithConfig(cluster, config => config with { EnableAutoMtls = off ? false : null })),
        .. ReadSettingKeys.All,
    ];

    private static DeclarationKey<MeshCluster> Scopes(
        string name, string of, Func<MeshConfig, ValueList<string>> write, Func<MeshConfig, ValueList<string>, MeshConfig> read) =>
            Texts(
                name, "'*'", $"Who sees {of} that do not say it; all by default.",
                cluster => write(cluster.MeshConfig),
                (cluster, scopes) => WithConfig(cluster, config => read(config, scopes.Distinct(StringComparer.Ordinal).ToValueList())));

    internal static MeshCluster WithConfig(MeshCluster cluster, Func<MeshConfig, MeshConfig> change) =>
        cluster with { MeshConfig = change(cluster.MeshConfig) };

    /// <summary>What a gateway is where nothing is said depends on the mode, so it comes first.</summary>
    private static MeshCluster WithMode(MeshCluster cluster, MeshRoutingMode mode)
    {
        var moded = cluster with { RoutingMode = mode };
        return moded.IsAmbient() ? WithGateway(moded, AmbientClusters.Usual) : moded;
    }

    /// <summary>The name is written where nothing else tells that there is such a gateway.</summary>
    private static string? NameOfTunnels(MeshCluster cluster) => cluster.TunnelGateway is not { } gateway ? null
        : gateway.Address.Count > 0 ? Unless(AmbientClusters.WholeName(gateway), AmbientClusters.WholeName(UsualTunnels(cluster)))
        : AmbientClusters.WholeName(gateway);

    private static MeshGateway UsualTunnels(MeshCluster cluster) =>
        AmbientClusters.Usual(Usual) with { Namespace = cluster.IstioNamespace };

    private static MeshCluster WithTunnels(MeshCluster cluster, Func<MeshGateway, MeshGateway> change) =>
        cluster with { TunnelGateway = change(cluster.TunnelGateway ?? UsualTunnels(cluster)) };

    private static MeshGateway UsualOf(MeshCluster cluster) => cluster.IsAmbient() ? AmbientClusters.Usual(Usual) : Usual;

    private static MeshCluster WithGateway(MeshCluster cluster, Func<MeshGateway, MeshGateway> change) =>
        cluster with { Gateway = change(cluster.Gateway) };
}
