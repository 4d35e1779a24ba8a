using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Discovery;

/// <summary>
/// Reads one cluster in two rounds: what tells which Istio is meant, then what belongs to that one. A round's requests run side by side.
/// </summary>
internal sealed class ClusterProbe
{
    private readonly KubernetesApi _api;
    private readonly DiscoveryTarget _target;
    private readonly DiscoveryOptions _options;
    private readonly Action<string> _warn;

    public ClusterProbe(KubernetesApi api, DiscoveryTarget target, DiscoveryOptions options, Action<string> warn) =>
        (_api, _target, _options, _warn) = (api, target, options, text => warn($"Cluster '{target.Name}': {text}"));

    /// <summary>Reads the cluster.</summary>
    /// <exception cref="MeshException">Something that must be known cannot be read.</exception>
    public async Task<MeshCluster> ReadAsync(CancellationToken ct)
    {
        var landscape = await Landscape.ReadAsync(_api, _options, _warn, ct).ConfigureAwait(false);
        var tags = new RevisionTags(_api);
        var plane = await new ControlPlaneChoice(tags, _target, _options, _warn).ChooseAsync(landscape.Planes, ct).ConfigureAwait(false);
        var home = plane.Namespace;
        var nodes = NodeRegions.ReadAsync(_api, ct);
        var roots = RootCertificates.ReadAsync(_api, home, _warn, _options.Clock.GetUtcNow(), ct);
        var tunnels = await new TunnelReader(_api, _options, _warn).ReadAsync(plane, ct).ConfigureAwait(false);
        var mode = RoutingModeChoice.Of(_options, plane.Setting, landscape.Namespaces, tunnels, _warn);
        var gateway = new GatewayReader(_api, _target, _options, _warn)
        {
            Tunnels = mode == MeshRoutingMode.Ambient ? tunnels.Meant(_options) : null,
        }.ReadAsync(landscape.Services, home, ct);
        var meant = _options.TunnelGateway is { } named ? tunnels.Of(named) : tunnels;
        var beside = TunnelsBesideAsync(meant, mode, landscape.Services, home, ct);
        var istio = new IstioReader(_api, _target, _options, _warn).ReadAsync(plane, home, ct);
        var found = await istio.ConfigureAwait(false);
        var served = await gateway.ConfigureAwait(false);
        var own = await GatewayIstiod.FindAsync(tags, landscape.Planes, plane with { Version = found.Version }, served.Pods, _warn, ct)
            .ConfigureAwait(false);
        var regions = await nodes.ConfigureAwait(false);
        var (tunnel, tunnelVersion) = await beside.ConfigureAwait(false);
        return Assemble(home, found, served, tunnel, regions, mode, new()
        {
            NodeRegion = regions.Known,
            KubernetesVersion = landscape.Kubernetes,
            ControlPlane = ControlPlanes.ToModel(landscape.Planes),
            Revision = plane.IsHere || _options.Revision is not null ? plane.Revision : "",
            AmbientNamespace = NamespaceReader.Ambient(landscape.Namespaces),
            Namespace = landscape.Namespaces,
            Ztunnel = tunnels.Ztunnels,
            EastWestGateway = tunnels.Names,
            EastWestAccount = tunnels.Accounts,
            Waypoint = tunnels.Waypoints.Names,
            WaypointAccount = tunnels.Waypoints.Accounts,
            ServiceWaypoint = tunnels.Waypoints.OfServices,
            IstiodSetting = plane.Setting,
            RootCertificate = await roots.ConfigureAwait(false),
            GatewayRevision = own.Revision,
            GatewayIstioVersion = own.Version,
            TunnelGatewayVersion = tunnelVersion,
        });
    }

    /// <summary>
    /// The gateway for tunnels of a cluster that sidecars call, for services that are said to be called through tunnels, with the version
    /// of its proxies. What was given of a gateway is meant of that for sidecars.
    /// </summary>
    private async Task<(MeshGateway? Gateway, IstioVersion? Version)> TunnelsBesideAsync(
        FoundTunnels tunnels, MeshRoutingMode mode, IReadOnlyList<GatewayService> services, string home, CancellationToken ct)
    {
        if (mode == MeshRoutingMode.Ambient || tunnels.Gateways.Count == 0) return default;
        if (tunnels.Gateways is not [var only])
        {
            _warn($"It has several Gateways of the class {AmbientNames.EastWestClass}: {string.Join(", ", tunnels.Names)}. For services "
                + "that are called through tunnels, say which one is meant: New-MeshCluster -TunnelGateway.");
            return default;
        }

        var options = new DiscoveryOptions { IstioNamespace = _options.IstioNamespace, Clock = _options.Clock };
        var found = await new GatewayReader(_api, _target, options, static _ => { }) { Tunnels = tunnels }.ReadAsync(services, home, ct)
            .ConfigureAwait(false);
        if (found.Gateway.Address.Count == 0) return default;
        var usual = AmbientClusters.Usual(found.Gateway) with { Port = found.Gateway.Port, Namespace = only.Namespace() };
        return (AmbientClusters.Named(usual, only.Name()), found.Pods?.Version);
    }

    private MeshCluster Assemble(
        string home, FoundIstio istio, FoundGateway gateway, MeshGateway? tunnels, NodeRegions regions, MeshRoutingMode mode,
        MeshClusterFacts facts) =>
        ClusterDeclaration.Check(new(_target.Name, _target.Context)
        {
            IstioVersion = istio.Version,
            TrustDomain = _options.TrustDomain ?? istio.Mesh.TrustDomain,
            ClusterDomain = istio.Domain.Name,
            Network = _options.Network ?? istio.Network,
            Region = regions.Region,
            Zone = regions.Zone,
            IstioNamespace = home,
            Gateway = gateway.Gateway,
            TunnelGateway = tunnels,
            RoutingMode = mode,
            MeshConfig = istio.Mesh.Settings,
            Facts = facts with
            {
                RootNamespace = istio.Mesh.RootNamespace ?? home,
                ClusterDomainSource = istio.Domain.Source,
                TrustDomainAlias = istio.Mesh.TrustDomainAlias,
                TrustedDomain = istio.Mesh.TrustedDomain,
                DnsCapture = istio.Mesh.DnsCapture,
                GatewayService = gateway.Service,
                GatewayServicePort = gateway.ServicePort,
                GatewayVersion = gateway.Pods?.Version,
            },
        });
}
