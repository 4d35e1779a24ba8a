using System.Collections.Concurrent;
using System.Net;
using MeshFederation.Istio.Names;

namespace MeshFederation.Istio.Registry;

/// <summary>The services that a cluster's istiod knows, by host.</summary>
public sealed class ServiceRegistry
{
    private readonly Dictionary<string, RoutedService[]> _byHost = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Host, string Client, bool IsGateway), RoutedService?> _merged = new();
    private readonly List<RoutedService> _patterns = [];
    private readonly Lazy<ILookup<string, RoutedService>> _byAddress;
    private readonly Lazy<ILookup<int, RoutedService>> _byPort;
    private readonly Lazy<ILookup<string, RoutedService>> _byAlias;

    internal ServiceRegistry(IReadOnlyCollection<RoutedService> services)
    {
        _byHost.EnsureCapacity(services.Count);
        var repeated = new HashSet<string>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            if (!_byHost.TryAdd(service.Host, [service]))
            {
                _byHost[service.Host] = [.. _byHost[service.Host], service];
                repeated.Add(service.Host);
            }

            if (HostPattern.IsWildcard(service.Host)) _patterns.Add(service);
        }

        foreach (var host in repeated) _byHost[host] = [.. _byHost[host].Order(ServiceOrder.OldestFirst)];
        var all = new List<RoutedService>(services.Count);
        foreach (var same in _byHost.Values) all.AddRange(same);
        All = all;

        _byAddress = new(() => All.Order(ServiceOrder.OldestFirst)
            .SelectMany(service => service.Addresses, (service, address) => (service, address))
            .ToLookup(pair => Canonical(pair.address), pair => pair.service, StringComparer.Ordinal));
        _byPort = new(() => All.Order(ServiceOrder.OldestFirst)
            .SelectMany(service => service.Ports.Select(port => port.Number).Distinct(), (service, port) => (service, port))
            .ToLookup(pair => pair.port, pair => pair.service));
        _byAlias = new(() => All.Where(service => service.AliasOf is not null)
            .ToLookup(service => service.AliasOf!, StringComparer.Ordinal));
    }

    /// <summary>All services; those of one host beside each other.</summary>
    public IReadOnlyList<RoutedService> All { get; }

    /// <summary>All hosts.</summary>
    public IReadOnlyCollection<string> Hosts => _byHost.Keys;

    /// <summary>The Services of type ExternalName that are other names of a host.</summary>
    /// <param name="host">The full host.</param>
    /// <returns>The Services.</returns>
    internal IEnumerable<RoutedService> AliasesOf(string host) => _byAlias.Value[host];

    /// <summary>Every service of a host, seen or not.</summary>
    /// <param name="host">The full host.</param>
    /// <returns>The services.</returns>
    public IReadOnlyList<RoutedService> Named(string host) => _byHost.TryGetValue(host, out var same) ? same : [];

    /// <summary>Why istiod does not know a host, in a sentence without its end.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="host">The full host.</param>
    /// <returns>The reason.</returns>
    internal static string WhyUnknown(IstioCluster cluster, string host) => cluster.Overlooked.Named(host) is [var overlooked, ..]
        ? $"{overlooked.Reference} has the host '{host}', but istiod of the cluster {cluster.Name} does not look at the namespace "
            + $"{overlooked.Namespace}"
        : $"no Service and no ServiceEntry of the cluster {cluster.Name} has the host '{host}'";

    /// <summary>
    /// The service that a sidecar knows under a host. Several may have it: one of the sidecar's own namespace wins, then a Kubernetes
    /// Service over a ServiceEntry, then what is exported to the namespace by name, then the oldest; ServiceEntries of one namespace that
    /// are otherwise alike are
    /// merged (<see cref="ServiceMerge"/>; until 1.28 the winner between other namespaces is arbitrary).
    /// </summary>
    /// <param name="host">The full host.</param>
    /// <param name="clientNamespace">The namespace of the sidecar.</param>
    /// <returns>The service, or null when none is seen.</returns>
    public RoutedService? Find(string host, string clientNamespace) => Merged(host, clientNamespace, isGateway: false);

    /// <summary>All services of the host that the sidecars of a namespace listen for: those of the namespace whose service they
    /// know.</summary>
    /// <param name="host">The full host.</param>
    /// <param name="clientNamespace">The namespace of the sidecar.</param>
    /// <param name="isImported">Whether a Sidecar lets the service in.</param>
    /// <returns>The services in the order in which istiod takes them.</returns>
    public IReadOnlyList<RoutedService> Listened(string host, string clientNamespace, Predicate<RoutedService>? isImported = null)
    {
        if (!_byHost.TryGetValue(host, out var same)) return [];
        return [.. ServiceMerge.OfOneNamespace([.. Seen(same, clientNamespace).Where(service => isImported?.Invoke(service) is not false)],
            clientNamespace)];
    }

    /// <summary>
    /// The service that a gateway knows under a host: a Kubernetes Service over a ServiceEntry, then what is exported to the gateway's
    /// namespace by name, then the oldest (istio pilot/pkg/model/sidecar.go DefaultSidecarScopeForGateway).
    /// </summary>
    /// <param name="host">The full host.</param>
    /// <param name="gatewayNamespace">The namespace of the gateway's pods.</param>
    /// <returns>The service, or null when none is seen.</returns>
    public RoutedService? FindAtGateway(string host, string gatewayNamespace) => Merged(host, gatewayNamespace, isGateway: true);

    /// <summary>The services that have a port, in the order in which istiod takes them.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The services.</returns>
    internal IEnumerable<RoutedService> OnPort(int number) => _byPort.Value[number];

    /// <summary>The services that have an address of their own, in the order in which istiod takes them.</summary>
    /// <param name="address">The IP address.</param>
    /// <returns>The services.</returns>
    internal IEnumerable<RoutedService> AtAddress(string address) => _byAddress.Value[Canonical(address)];

    /// <summary>The services with a pattern for a host, the most specific first.</summary>
    /// <param name="host">The full host.</param>
    /// <returns>The services.</returns>
    internal IEnumerable<RoutedService> Patterns(string host) => _patterns.Count == 0
        ? []
        : _patterns.Where(service => HostPattern.Covers(service.Host, host)).OrderByDescending(service => service.Host.Length)
            .ThenBy(service => service.Host, StringComparer.Ordinal);

    /// <summary>The service with a pattern for a host, the most specific first.</summary>
    /// <param name="host">The full host.</param>
    /// <param name="clientNamespace">The namespace of the sidecar.</param>
    /// <returns>The service, or null when no pattern that is seen covers the host.</returns>
    public RoutedService? FindPattern(string host, string clientNamespace) =>
        Patterns(host).FirstOrDefault(service => service.ExportTo.Reaches(clientNamespace));

    /// <summary>The service that an address belongs to.</summary>
    /// <param name="address">The IP address.</param>
    /// <param name="clientNamespace">The namespace of the sidecar.</param>
    /// <returns>The service, or null when none that is seen has the address.</returns>
    public RoutedService? FindByAddress(string address, string clientNamespace) =>
        _byAddress.Value[Canonical(address)].FirstOrDefault(service => service.ExportTo.Reaches(clientNamespace));

    private static IEnumerable<RoutedService> Seen(RoutedService[] same, string client)
    {
        var seen = same.Where(service => service.ExportTo.Reaches(client));
        return same.Length == 1 ? seen : seen.OrderBy(service => service.ExportTo.IsPublic);
    }

    private RoutedService? Merged(string host, string client, bool isGateway)
    {
        if (!_byHost.TryGetValue(host, out var same)) return null;
        if (same is [var only]) return only.ExportTo.Reaches(client) ? only : null;
        return OfSeveral(same, host, client, isGateway);
    }

    private RoutedService? OfSeveral(RoutedService[] same, string host, string client, bool isGateway) => _merged.GetOrAdd(
        (host, client, isGateway), _ => ServiceMerge.Of(isGateway ? Seen(same, client) : Listened(host, client)));

    private static string Canonical(string address) => IPAddress.TryParse(address.Split('/')[0], out var parsed) ? parsed.ToString()
        : address;
}
