using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Ambient;
using MeshFederation.Planning.Fallbacks;
using MeshFederation.Planning.Merging;
using MeshFederation.Planning.Policies;
using MeshFederation.Planning.Policies.Routes;

namespace MeshFederation.Planning;

/// <summary>A federation ready to be planned: every service once, every host with its address.</summary>
public sealed class Federation
{
    /// <summary>The name where none is given.</summary>
    public const string DefaultName = "default";

    /// <summary>The longest name: <c>meshfederation-NAME</c> names a Gateway, which must be a DNS label.</summary>
    public const int LongestName = DnsName.LabelLength - 15;

    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _addressesByClient;

    private readonly IReadOnlyList<AskedObject> _asked = [];

    private Federation(Federation other, IReadOnlyList<AskedObject> asked)
        : this(other.Name, other.Services, other._addressesByClient) =>
            (_asked, LeftOut, Assumed, Undone) = (asked, other.LeftOut, other.Assumed, other.Undone);

    private Federation(
        string name, IReadOnlyList<MeshService> services, Dictionary<string, IReadOnlyDictionary<string, string>> addresses) =>
            (Name, Services, _addressesByClient) = (name, services, addresses);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The services, each once, sorted by namespace and name.</summary>
    public IReadOnlyList<MeshService> Services { get; }

    /// <summary>
    /// The ports that are not federated since some cluster lacks them, for people; without those that the declarations leave out
    /// themselves.
    /// </summary>
    public ValueList<string> LeftOut { get; private init; } = [];

    /// <summary>What is taken to be so where nothing is known of it, for people.</summary>
    public ValueList<string> Assumed { get; private init; } = [];

    /// <summary>What people must do themselves where the objects are exported; publishing does it.</summary>
    public ValueList<string> Undone { get; private init; } = [];

    /// <summary>The objects that are wanted beside what the services need.</summary>
    public IReadOnlyList<AskedObject> Asked => _asked;

    /// <summary>The clusters in which a service runs or is called, each once, sorted by name.</summary>
    public IReadOnlyList<MeshCluster> Clusters =>
    [
        .. Services.SelectMany(service => service.Cluster.Concat(service.ClientCluster))
            .DistinctBy(cluster => cluster.Name, StringComparer.Ordinal)
            .OrderBy(cluster => cluster.Name, StringComparer.Ordinal),
    ];

    /// <summary>The calls from one cluster to a service in another, by a host of its own; in ambient mode there is none.</summary>
    public IEnumerable<RemoteCall> RemoteCalls => Services.SelectMany(CallsOf);

    /// <summary>Makes a federation of declarations.</summary>
    /// <param name="name">The name.</param>
    /// <param name="services">The declarations, in any order.</param>
    /// <param name="pool">Where addresses come from.</param>
    /// <param name="inUse">The addresses that client clusters have already, by the cluster's name; null where no cluster was read.</param>
    /// <returns>The federation.</returns>
    /// <exception cref="MeshException">The declarations do not fit together.</exception>
    public static Federation Create(
        string name, IReadOnlyList<MeshService> services, AddressPool pool, IReadOnlyDictionary<string, AddressesInUse>? inUse = null)
    {
        RequireName(name);
        if (services.Count == 0)
        {
            throw new MeshException(
                MeshErrorId.InputEmpty,
                MeshErrorKind.InvalidArgument,
                $"There is no service in the federation '{name}'.",
                "Pipe services in: New-MeshServiceEntry … | Set-MeshTrafficSplit … | ConvertTo-MeshManifest.");
        }

        var merged = ServiceMerger.Merge(services);
        foreach (var service in merged) AmbientLimits.Require(service);
        foreach (var call in merged.SelectMany(CallsOf))
        {
            RequireOwnHost(call);
            NameLengths.Require(call);
        }

        RequireOwnSniHosts(merged);
        GatewayHosts.Require(merged);
        foreach (var service in merged.Where(service => service.Policy.Count > 0)) PolicyUse.Require(service);
        MeshWideHosts.Require(merged);
        MeshWideHosts.RequireServed(merged);
        var fallbacks = FallbacksOf(merged).ToList();
        fallbacks.ForEach(FallbackLimits.Require);
        foreach (var service in merged) DestinationPolicyLimits.Require(service);
        fallbacks.ForEach(DestinationPolicyLimits.Require);
        var addresses = AskedAddresses(merged, fallbacks).GroupBy(host => host.Client, StringComparer.Ordinal).ToDictionary(
            hosts => hosts.Key,
            hosts => new AddressAllocator(pool, hosts.Key, inUse?.GetValueOrDefault(hosts.Key))
                .Allocate([.. hosts.Select(host => (host.Host, host.Address))]),
            StringComparer.Ordinal);
        return new(name, merged, addresses)
        {
            LeftOut = merged.SelectMany(CommonPorts.LeftOut).Except(services.SelectMany(CommonPorts.LeftOut), StringComparer.Ordinal)
                .ToValueList(),
            Assumed = fallbacks.Where(FallbackPods.AreAssumed).GroupBy(host => (host.Service, host.Client))
                .Select(hosts => Assumption(hosts.First())).Concat(AmbientNotes.Of(merged)).ToValueList(),
            Undone = AmbientNotes.Undone(merged).ToValueList(),
        };
    }

    /// <summary>Requires a name that a federation may have.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The name.</returns>
    /// <exception cref="MeshException">It is no DNS label, or too long.</exception>
    public static string RequireName(string name) => DnsName.IsLabel(name) && name.Length <= LongestName ? name : throw new MeshException(
        MeshErrorId.FederationNameInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{name}' cannot be the name of a federation: it becomes a label and part of object names.",
        FormattableString.Invariant($"Use lower-case letters, digits and inner hyphens, at most {LongestName} characters."),
        name);

    /// <summary>The federation with objects that are wanted beside what its services need.</summary>
    /// <param name="asked">The objects.</param>
    /// <returns>The federation.</returns>
    /// <exception cref="MeshException">One is for a cluster that the federation does not have.</exception>
    public Federation With(IReadOnlyList<AskedObject> asked)
    {
        var clusters = Clusters.Select(cluster => cluster.Name).ToList();
        if (asked.FirstOrDefault(item => !clusters.Contains(item.Cluster, StringComparer.Ordinal)) is not { } lost) return new(this, asked);
        throw new MeshException(
            MeshErrorId.ClusterNotFound,
            MeshErrorKind.ObjectNotFound,
            $"{lost.Kind} '{lost.Namespace}/{lost.Name}' is for the cluster '{lost.Cluster}', which the federation '{Name}' does not have.",
            $"Name one of its clusters: {string.Join(", ", clusters)}.",
            lost);
    }

    /// <summary>The address of a host in a client cluster.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The address.</returns>
    public string AddressOf(RemoteCall call) => _addressesByClient[call.Client.Name][call.Host];

    /// <summary>The names that services have in all clusters, with their addresses in a client cluster.</summary>
    /// <param name="client">The name of the cluster.</param>
    /// <returns>The names and addresses.</returns>
    public IEnumerable<(string Host, string Address)> MeshHostnames(string client) => Services
        .Where(service => service.ClientCluster.Any(cluster => cluster.Name == client))
        .Select(service => service.MeshHostname).OfType<string>().Select(name => (name, _addressesByClient[client][name]));

    internal string AddressOf(FallbackHost host) => _addressesByClient[host.Client.Name][host.Host];

    /// <summary>The address that a mesh-wide name has where it is served: one of TCP without any takes its port of all others.</summary>
    internal string AddressOf(string servedHost, MeshCluster server) => _addressesByClient[server.Name][servedHost];

    /// <summary>The hosts that client clusters have of services, and serving ones for their callers.</summary>
    internal static IEnumerable<(string Client, string Host)> HostsOf(IReadOnlyList<MeshService> services) =>
        AskedAddresses(services, FallbacksOf(services)).Select(host => (host.Client, host.Host));

    private static IEnumerable<FallbackHost> FallbacksOf(IEnumerable<MeshService> services) =>
        services.SelectMany(service => service.ClientCluster.SelectMany(client => FallbackHost.In(service, client)));

    private static IEnumerable<(string Client, string Host, string? Address)> AskedAddresses(
        IReadOnlyList<MeshService> services, IEnumerable<FallbackHost> fallbacks) =>
            services.SelectMany(CallsOf).Select(call => (call.Client.Name, call.Host, call.Instance.Address))
                .Concat(fallbacks.Select(host => (host.Client.Name, host.Host, (string?)null)))
                .Concat(services.Where(service => service.ServeHostname).SelectMany(service => service.Instance
                    .Where(instance => service.ClientCluster.Any(client => client.Name != instance.Cluster.Name))
                    .Select(instance => (instance.Cluster.Name, Hosts.Served(service.MeshHostname!), (string?)null))));

    private static string Assumption(FallbackHost host) =>
        $"The labels by which the Service '{host.Service}' selects its pods in '{host.Client}' are not known, so its fallbacks there "
        + $"select {FallbackPods.Selector(host)}. Say them by New-MeshServiceEntry -Selector, or read the Service with Get-MeshService.";

    private static void RequireOwnHost(RemoteCall call)
    {
        if (call.Host != Hosts.Local(call.Service, call.Client)) return;
        throw new MeshException(
            MeshErrorId.HostConflict,
            MeshErrorKind.InvalidArgument,
            $"'{call.Host}', the host of '{call.Service}' in the cluster '{call.Server.Name}', is a host of the client cluster "
            + $"'{call.Client.Name}' itself.",
            "Use another -HostSuffix, such as global.",
            call.Service);
    }

    private static void RequireOwnSniHosts(IReadOnlyList<MeshService> services)
    {
        if (services.All(service => service.SniHost.Count == 0)) return;
        var owners = new Dictionary<(string Client, string Name), MeshService>();
        var named = NamesOfServices(services);
        foreach (var service in services.Where(service => service.SniHost.Count > 0))
        {
            foreach (var (client, name) in service.ClientCluster.SelectMany(_ => service.SniHost, (client, name) => (client, name)))
            {
                if (!owners.TryAdd((client.Name, name), service))
                    throw SniHostErrors.Shared(name, owners[(client.Name, name)], service, client);
                if (!named.TryGetValue((client.Name, Complete(name, service)), out var owner) || owner == service) continue;
                throw SniHostErrors.OfAnother(name, service, owner, client);
            }
        }
    }

    /// <summary>Whose a name is: the hosts of a VirtualService take requests and connections from the Service that they name.</summary>
    private static Dictionary<(string Client, string Name), MeshService> NamesOfServices(IReadOnlyList<MeshService> services)
    {
        var names = new Dictionary<(string Client, string Name), MeshService>();
        foreach (var (service, client) in services.SelectMany(service => service.ClientCluster, (service, client) => (service, client)))
        {
            foreach (var call in CallsOf(service)) names.TryAdd((call.Client.Name, call.Host), service);
            if (service.In(client.Name) is null) continue;
            foreach (var name in Hosts.Names(service, client)) names.TryAdd((client.Name, Complete(name, service)), service);
        }

        return names;
    }

    /// <summary>
    /// A name without a dot is one of the VirtualService's own namespace (istio pilot/pkg/model/virtualservice.go ResolveShortnameToFQDN).
    /// </summary>
    private static string Complete(string name, MeshService service) =>
        name.Contains('.', StringComparison.Ordinal) ? name : $"{name}.{service.Namespace}";

    internal static IEnumerable<RemoteCall> CallsOf(MeshService service)
    {
        if (service.IsAmbient()) yield break;
        foreach (var client in service.ClientCluster)
        {
            foreach (var instance in service.Instance)
            {
                if (!string.Equals(client.Name, instance.Cluster.Name, StringComparison.Ordinal))
                    yield return new(service, client, instance);
            }
        }
    }
}
