using System.Net;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;

namespace MeshFederation.Istio.Registry;

/// <summary>The services that a cluster's istiod knows, by host.</summary>
public sealed class ServiceRegistry
{
    private readonly Dictionary<string, List<RoutedService>> _byHost = new(StringComparer.Ordinal);
    private readonly List<RoutedService> _patterns = [];
    private readonly Lazy<ILookup<string, RoutedService>> _byAddress;

    internal ServiceRegistry(IEnumerable<RoutedService> services)
    {
        foreach (var service in services)
        {
            if (!_byHost.TryGetValue(service.Host, out var same)) _byHost.Add(service.Host, same = []);
            same.Add(service);
            if (HostPattern.IsWildcard(service.Host)) _patterns.Add(service);
        }

        _byAddress = new(() => All.SelectMany(service => service.Addresses, (service, address) => (service, address))
            .ToLookup(pair => Canonical(pair.address), pair => pair.service, StringComparer.Ordinal));
    }

    /// <summary>All services; those of one host beside each other.</summary>
    public IEnumerable<RoutedService> All => _byHost.Values.SelectMany(same => same);

    /// <summary>All hosts.</summary>
    public IReadOnlyCollection<string> Hosts => _byHost.Keys;

    /// <summary>Every service of a host, seen or not.</summary>
    /// <param name="host">The full host.</param>
    /// <returns>The services.</returns>
    public IReadOnlyList<RoutedService> Named(string host) => _byHost.TryGetValue(host, out var same) ? same : [];

    /// <summary>Why istiod does not know a host, in a sentence without its end.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="host">The full host.</param>
    /// <returns>The reason.</returns>
    internal static string WhyUnknown(IstioCluster cluster, string host) => cluster.Overlooked.Named(host) is [var overlooked, ..]
        ? $"{overlooked.Reference} has the host '{host}', but istiod of the cluster {cluster.Name} does not look at the namespace {overlooked.Namespace}"
        : $"no Service and no ServiceEntry of the cluster {cluster.Name} has the host '{host}'";

    /// <summary>
    /// The service that a sidecar knows under a host. Several may have it: one of the sidecar's own namespace wins, then a Kubernetes Service over
    /// a ServiceEntry, then what is exported to the namespace by name, then the oldest (istio pilot/pkg/model/sidecar.go selectServices and
    /// appendSidecarServices; until 1.28 the winner between other namespaces is arbitrary).
    /// </summary>
    /// <param name="host">The full host.</param>
    /// <param name="clientNamespace">The namespace of the sidecar.</param>
    /// <returns>The service, or null when none is seen.</returns>
    public RoutedService? Find(string host, string clientNamespace) => Best(host, clientNamespace, preferOwnNamespace: true);

    /// <summary>
    /// The service that a gateway knows under a host: a Kubernetes Service over a ServiceEntry, then what is exported to the gateway's namespace by
    /// name, then the oldest (istio pilot/pkg/model/sidecar.go DefaultSidecarScopeForGateway).
    /// </summary>
    /// <param name="host">The full host.</param>
    /// <param name="gatewayNamespace">The namespace of the gateway's pods.</param>
    /// <returns>The service, or null when none is seen.</returns>
    public RoutedService? FindAtGateway(string host, string gatewayNamespace) => Best(host, gatewayNamespace, preferOwnNamespace: false);

    /// <summary>The service with a pattern for a host, the most specific first.</summary>
    /// <param name="host">The full host.</param>
    /// <param name="clientNamespace">The namespace of the sidecar.</param>
    /// <returns>The service, or null when no pattern that is seen covers the host.</returns>
    public RoutedService? FindPattern(string host, string clientNamespace) =>
        _patterns.Where(service => HostPattern.Covers(service.Host, host) && service.ExportTo.Reaches(clientNamespace))
            .OrderByDescending(service => service.Host.Length).ThenBy(service => service.Host, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The service that an address belongs to.</summary>
    /// <param name="address">The IP address.</param>
    /// <param name="clientNamespace">The namespace of the sidecar.</param>
    /// <returns>The service, or null when none that is seen has the address.</returns>
    public RoutedService? FindByAddress(string address, string clientNamespace) =>
        _byAddress.Value[Canonical(address)].FirstOrDefault(service => service.ExportTo.Reaches(clientNamespace));

    private RoutedService? Best(string host, string client, bool preferOwnNamespace)
    {
        if (!_byHost.TryGetValue(host, out var same)) return null;
        RoutedService? best = null;
        foreach (var service in same)
        {
            if (!service.ExportTo.Reaches(client)) continue;
            if (best is null || Rank(service, client, preferOwnNamespace).CompareTo(Rank(best, client, preferOwnNamespace)) < 0) best = service;
        }

        return best;
    }

    private static (bool OtherNamespace, bool Entry, bool Public, TextOrder Created, TextOrder Name) Rank(RoutedService service, string client, bool preferOwnNamespace) => (
        preferOwnNamespace && service.Namespace != client,
        !service.IsKubernetes,
        service.ExportTo.IsPublic,
        new(service.Manifest?.Created() ?? ""),
        new(service.Manifest?.Name ?? ""));

    private static string Canonical(string address) => IPAddress.TryParse(address.Split('/')[0], out var parsed) ? parsed.ToString() : address;

    private readonly record struct TextOrder(string Text) : IComparable<TextOrder>
    {
        public int CompareTo(TextOrder other) => string.CompareOrdinal(Text, other.Text);
    }
}
