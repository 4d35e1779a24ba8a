using System.Globalization;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Gateways;

/// <summary>
/// The gateways of networks that istiod knows: Services with the label topology.istio.io/network, and Gateways of the Gateway API with it,
/// as far as its version takes them. Endpoints of another network are called there, and not at their own address, once the caller's
/// network has a name (istio pilot/pkg/model/network.go; pilot/pkg/xds/endpoints/ep_filters.go EndpointsByNetworkFilter).
/// </summary>
public sealed class NetworkGateways
{
    private const string PortLabel = "networking.istio.io/gatewayPort";

    private readonly ILookup<string, (string Address, int Port)> _byNetwork;
    private readonly string _own;

    internal NetworkGateways(IstioCluster cluster)
    {
        _own = cluster.Facts.Network ?? "";
        var version = cluster.Facts.IstioVersion;
        var services = Labelled(cluster, ReadKind.Service, IstioBehavior.LabelledServicesAreNetworkGateways(version))
            .SelectMany(service => OfService(cluster, service));
        var gateways = Labelled(cluster, ReadKind.ApiGateway, IstioBehavior.ApiGatewaysAreNetworkGateways(version)).SelectMany(OfGateway);
        _byNetwork = services.Concat(gateways).Distinct()
            .ToLookup(item => item.Network, item => (item.Address, item.Port), StringComparer.Ordinal);
    }

    /// <summary>Whether the own network has a name; without one, every endpoint counts as near, whatever network it says.</summary>
    public bool KnowsOwn => _own.Length > 0;

    /// <summary>Whether a gateway of a network is known.</summary>
    /// <param name="network">The network.</param>
    /// <returns>True when one is.</returns>
    public bool Knows(string network) => _byNetwork.Contains(network);

    /// <summary>Whether callers get an endpoint itself, and no gateway in its place.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>True when they do.</returns>
    public bool IsNear(RoutedEndpoint endpoint) => _own.Length == 0 || endpoint.Network.Length == 0 || endpoint.Network == _own
        || !_byNetwork.Contains(endpoint.Network);

    /// <summary>The endpoints that callers get for one: the gateways of its network, or itself.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>One or more endpoints.</returns>
    public IEnumerable<RoutedEndpoint> Through(RoutedEndpoint endpoint) =>
        IsNear(endpoint)
            ? [endpoint]
            : _byNetwork[endpoint.Network].Select(gateway => endpoint with { Address = gateway.Address, Port = gateway.Port });

    private static IEnumerable<MeshManifest> Labelled(IstioCluster cluster, ReadKind kind, bool counts) =>
        counts ? cluster.Of(kind).Where(item => NetworkOf(item).Length > 0) : [];

    private static string NetworkOf(MeshManifest item) => item.Metadata.Map("labels")?.Text(IstiodLabels.Network) ?? "";

    /// <summary>
    /// The port for calls from other clusters that a label of a gateway's Service names; null when none does, and 15443 is meant (istio
    /// pilot/pkg/serviceregistry/kube/controller/network.go getGatewayDetails).
    /// </summary>
    internal static int? LabelledPort(UnstructuredMap service) => int.TryParse(
        service.Map("metadata")?.Map("labels")?.Text(PortLabel), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number : null;

    private static IEnumerable<(string Network, string Address, int Port)> OfService(IstioCluster cluster, MeshManifest service)
    {
        var port = LabelledPort(service.Content) ?? MeshGateway.UsualPort;
        if (!OutsideAddresses.AreOfNodes(service.Content))
            return OutsideAddresses.Own(service.Content).Select(address => (NetworkOf(service), address, port));
        var open = ServicePort.Of(service.Content).FirstOrDefault(item => item.Number == port)?.NodePort ?? port;
        var external = OutsideAddresses.External(service.Content).ToList();
        return (external.Count > 0 ? external : OfNodes()).Select(address => (NetworkOf(service), address, open));

        IEnumerable<string> OfNodes() => OutsideAddresses.Chosen(service.Content, cluster.Of(ReadKind.Node).Select(node => node.Content))
            .Select(OutsideAddresses.ExternalOfNode).OfType<string>();
    }

    private static IEnumerable<(string Network, string Address, int Port)> OfGateway(MeshManifest gateway) =>
        GatewayApi.Addresses(gateway).SelectMany(address => GatewayApi.Ports(gateway), (address, port) =>
            (NetworkOf(gateway), address, port));
}
