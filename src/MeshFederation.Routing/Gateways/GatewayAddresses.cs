using System.Collections.Concurrent;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>The addresses at which the Services and Gateways of a cluster can be called from outside, and the pods behind them.</summary>
internal sealed class GatewayAddresses
{
    private readonly RoutingCluster _cluster;
    private readonly Dictionary<string, List<(int Port, IReadOnlyList<int> Listening,
        MeshManifest Owner)>> _byAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<AskedAddress, GatewayWorkload?> _found = new();

    public GatewayAddresses(RoutingCluster cluster)
    {
        _cluster = cluster;
        var nodes = cluster.Of(ReadKind.Node).Select(node => node.Content).ToList();
        foreach (var service in cluster.Of(ReadKind.Service))
        {
            foreach (var port in OutsideAddresses.Of(service.Content, nodes)) Add(port.Address, port.Port, port.Of.Listening, service);
        }

        foreach (var gateway in cluster.Of(ReadKind.ApiGateway).Where(item => !GatewayApi.IsRemote(item)))
        {
            foreach (var address in GatewayApi.Addresses(gateway))
            {
                foreach (var port in GatewayApi.Ports(gateway)) Add(address, port, [port], gateway);
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
        if (asked.Port is null) return Of(there[0].Owner, [.. there.Where(item => item.Owner == there[0].Owner).Select(item => item.Port)]);
        var found = there.Find(item => item.Port == asked.Port);
        return found.Owner is null ? null : Of(found.Owner, found.Listening);
    }

    private GatewayWorkload Of(MeshManifest owner, IReadOnlyList<int> ports) => owner.Is("", "Service")
        ? GatewayWorkloads.OfService(_cluster, owner, ports)
        : GatewayWorkloads.OfGateway(_cluster, GatewayApi.ToIstio(owner)) with { Ports = ports };

    private void Add(string address, int port, IReadOnlyList<int> listening, MeshManifest owner)
    {
        if (!_byAddress.TryGetValue(address, out var there)) _byAddress.Add(address, there = []);
        there.Add((port, listening, owner));
    }

    private sealed record AskedAddress(string Address, int? Port);
}
