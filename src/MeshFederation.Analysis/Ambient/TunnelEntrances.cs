using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Ambient;

/// <summary>Where the gateways of clusters take the calls of other networks: what is declared, and what objects say.</summary>
internal sealed class TunnelEntrances
{
    private readonly List<(string Address, int Port)> _known;
    private readonly List<(string Address, int Port)> _nodes;

    private TunnelEntrances(IEnumerable<RoutingCluster> servers)
    {
        var clusters = servers.ToList();
        _known = [.. Canonical(clusters.SelectMany(All)).Distinct()];
        _nodes = [.. Canonical(clusters.SelectMany(OfNodes))];
    }

    /// <summary>Those of the clusters of a network.</summary>
    public static TunnelEntrances Of(IEnumerable<RoutingCluster> servers) => new(servers);

    private static IEnumerable<(string Address, int Port)> Canonical(IEnumerable<(string Address, int Port)> entrances) => entrances
        .Select(entrance => (ClusterDeclaration.TryCanonicalAddress(entrance.Address, out var address) ? address : "", entrance.Port))
        .Where(entrance => entrance.Item1.Length > 0);

    /// <summary>Whether an IP address is one of them; null for a name, or where none is known: names may lead to any.</summary>
    public bool? Has(string address) => _known.Count > 0 && ClusterDeclaration.TryCanonicalAddress(address, out var one)
        ? _known.Exists(known => known.Address == one)
        : null;

    /// <summary>Whether tunnels are taken at a port of an IP address that is one of them.</summary>
    public bool Has(string address, int port) =>
        ClusterDeclaration.TryCanonicalAddress(address, out var one) && _known.Contains((one, port));

    /// <summary>
    /// Whether an IP address is that of a node, and the port one that leads from there to a gateway. Nodes tell no more: what balances load
    /// before them is no object, and pods may have ports of their node.
    /// </summary>
    public bool HasNode(string address, int port) =>
        ClusterDeclaration.TryCanonicalAddress(address, out var one) && _nodes.Contains((one, port));

    /// <summary>One of them, of that IP address where it is one: <c>192.0.2.2:15008</c>.</summary>
    public string Nearest(string address)
    {
        _ = ClusterDeclaration.TryCanonicalAddress(address, out var one);
        var (known, port) = _known.Find(known => known.Address == one) is { Address: not null } same ? same : _known[0];
        return TunnelGateways.PlaceOf(known, port);
    }

    private static IEnumerable<(string Address, int Port)> All(RoutingCluster server)
    {
        if (server.Facts.Tunnels() is { } declared)
        {
            foreach (var address in declared.Address.Concat(declared.ResolvedAddress)) yield return (address, declared.Port);
        }

        foreach (var gateway in TunnelGateways.Serving(server))
        {
            var services = Services(server, gateway).ToList();
            var listening = TunnelGateways.PortsOf(gateway).ToList();
            var leading = services.SelectMany(item => ServicePort.Of(item.Content))
                .Where(port => port.Listening.Intersect(listening).Any()).SelectMany(Numbers).ToList();
            foreach (var address in GatewayApi.Addresses(gateway).Concat(services.SelectMany(item => OutsideAddresses.Own(item.Content))))
            {
                foreach (var port in leading.Count > 0 ? leading : listening) yield return (address, port);
            }
        }
    }

    private static IEnumerable<(string Address, int Port)> OfNodes(RoutingCluster server)
    {
        var nodes = server.Of(ReadKind.Node).Select(node => node.Content).ToList();
        foreach (var gateway in TunnelGateways.Serving(server))
        {
            var listening = TunnelGateways.PortsOf(gateway).ToList();
            foreach (var port in Services(server, gateway).SelectMany(item => OutsideAddresses.Of(item.Content, nodes)))
            {
                if (port.Of.Listening.Intersect(listening).Any()) yield return (port.Address, port.Port);
            }
        }
    }

    private static IEnumerable<MeshManifest> Services(RoutingCluster server, MeshManifest gateway) => server.Of(ReadKind.Service)
        .Where(item => item.Namespace == gateway.Namespace && item.Labels().Text(GatewayApi.NameLabel) == gateway.Name);

    /// <summary>Load balancers that have the addresses of nodes take the ports of nodes as well.</summary>
    private static IEnumerable<int> Numbers(ServicePort port) => port.NodePort is { } node ? [port.Number, node] : [port.Number];
}
