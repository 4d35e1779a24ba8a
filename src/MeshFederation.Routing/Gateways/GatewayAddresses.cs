using System.Collections.Concurrent;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>The addresses at which the Services and Gateways of a cluster can be called from outside, and the pods behind them.</summary>
internal sealed class GatewayAddresses
{
    private readonly RoutingCluster _cluster;
    private readonly Dictionary<string, List<Opening>> _byAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<AskedAddress, GatewayWorkload?> _found = new();
    private readonly ConcurrentDictionary<MeshManifest, bool> _passing = new(ReferenceEqualityComparer.Instance);

    public GatewayAddresses(RoutingCluster cluster)
    {
        _cluster = cluster;
        var nodes = cluster.Of(ReadKind.Node).Select(node => node.Content).ToList();
        foreach (var service in cluster.Of(ReadKind.Service))
        {
            foreach (var port in OutsideAddresses.Of(service.Content, nodes))
                Add(port.Address, new(port.Port, port.Of.Listening, service, port.IsOfNode));
        }

        foreach (var gateway in cluster.Of(ReadKind.ApiGateway).Where(item => !GatewayApi.IsRemote(item)))
        {
            foreach (var address in GatewayApi.Addresses(gateway).Where(GatewayApi.IsOutside))
            {
                foreach (var port in GatewayApi.Ports(gateway)) Add(address, new(port, [port], gateway, IsOfNode: false));
            }
        }
    }

    /// <summary>Whether there is any address that other clusters could reach.</summary>
    public bool Any => _byAddress.Count > 0;

    /// <summary>The workload behind an address and port, or behind the address on any port; null when nobody has them.</summary>
    public GatewayWorkload? Behind(string address, int? port) =>
        _byAddress.ContainsKey(address) ? _found.GetOrAdd(new(address, port), Found) : null;

    /// <summary>The workloads that listen behind a port of any address.</summary>
    public IEnumerable<GatewayWorkload> At(int port) =>
        _byAddress.Keys.Select(address => Behind(address, port)).OfType<GatewayWorkload>();

    private GatewayWorkload? Found(AskedAddress asked)
    {
        var there = _byAddress[asked.Address];
        if (asked.Port is null) return OnAnyPort(there);
        var found = there.Find(item => item.Port == asked.Port);
        return found is null ? null : Of(found.Owner, found.Listening);
    }

    /// <summary>Whether one of some ports, as Gateways name them, has an address.</summary>
    public bool Listens(IReadOnlySet<int> ports) => Openings(ports).Any();

    /// <summary>Whether what has an address at one of some ports, as Gateways name them, passes the mesh's TLS on.</summary>
    public bool PassesMesh(IReadOnlySet<int> ports) =>
        Openings(ports).GroupBy<Opening, MeshManifest>(opening => opening.Owner, ReferenceEqualityComparer.Instance).Any(Passes);

    /// <summary>Asked once for each owner, whichever of its addresses is meant: every Service with nodePorts is at each node.</summary>
    private bool Passes(IGrouping<MeshManifest, Opening> openings) => _passing.GetOrAdd(openings.Key, owner =>
        _cluster.Gateways.PassthroughServers(Of(owner, [.. openings.SelectMany(opening => opening.Listening)])).Servers.Count > 0);

    private IEnumerable<Opening> Openings(IReadOnlySet<int> ports) =>
        _byAddress.Values.SelectMany(there => there).Where(opening => opening.Listening.Any(ports.Contains));

    /// <summary>
    /// Of those that share an address, the one that passes the mesh's TLS on, else the first. Every Service with nodePorts is at a node, so
    /// whose is a port there that no known one has is not known, unless all of them are.
    /// </summary>
    private GatewayWorkload? OnAnyPort(List<Opening> there)
    {
        var owners = there.GroupBy<Opening, MeshManifest>(opening => opening.Owner, ReferenceEqualityComparer.Instance).ToList();
        var meant = owners.Find(Passes);
        if (meant is null && there.Exists(opening => opening.IsOfNode) && !_cluster.Completeness.IsWhole(ReadKind.Service)) return null;
        meant ??= owners[0];
        return Of(meant.Key, [.. meant.Select(opening => opening.Port)]);
    }

    private GatewayWorkload Of(MeshManifest owner, IReadOnlyList<int> ports) => owner.Is("", "Service")
        ? GatewayWorkloads.OfService(_cluster, owner, ports)
        : GatewayWorkloads.OfGateway(_cluster, GatewayApi.ToIstio(_cluster, owner)) with { Ports = ports };

    private void Add(string address, Opening opening)
    {
        if (!_byAddress.TryGetValue(address, out var there)) _byAddress.Add(address, there = []);
        there.Add(opening);
    }

    private sealed record AskedAddress(string Address, int? Port);

    /// <summary>A port at an address.</summary>
    /// <param name="Port">The port.</param>
    /// <param name="Listening">The ports behind it, as Gateways name them.</param>
    /// <param name="Owner">The Service or Gateway.</param>
    /// <param name="IsOfNode">Whether the address is that of a node.</param>
    private sealed record Opening(int Port, IReadOnlyList<int> Listening, MeshManifest Owner, bool IsOfNode);
}
