using System.Collections.Concurrent;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>The Gateways of a cluster, and which of their servers a workload has.</summary>
public sealed class GatewayIndex
{
    private readonly RoutingCluster _cluster;
    private readonly Dictionary<MeshManifest, List<UnstructuredMap>> _selectors = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<GatewayWorkload> _declared;
    private readonly Lazy<GatewayWorkload?> _ownOrOnly;
    private readonly Lazy<GatewayAddresses> _addresses;
    private readonly Lazy<bool> _knowsAddresses;
    private readonly ConcurrentDictionary<GatewayWorkload, GatewayWorkload[]> _older = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<GatewayWorkload, WorkloadServers> _servers = new(ReferenceEqualityComparer.Instance);

    internal GatewayIndex(RoutingCluster cluster)
    {
        _cluster = cluster;
        All =
        [
            .. cluster.Of(ReadKind.Gateway)
                .Concat(cluster.Of(ReadKind.ApiGateway).Where(item => !GatewayApi.IsRemote(item))
                    .Select(ToIstio))
                .Order(CreationOrder.OldestFirst),
        ];
        _addresses = new(() => new(cluster));
        _knowsAddresses = new(HasPassingAddress);
        _declared = new(() => GatewayWorkloads.Declared(cluster));
        _ownOrOnly = new(() => GatewayWorkloads.OwnOrOnly(cluster));
    }

    /// <summary>All Gateways, the oldest first.</summary>
    public IReadOnlyList<MeshManifest> All { get; }

    /// <summary>The gateway for calls from other clusters, as the cluster was declared.</summary>
    public GatewayWorkload Declared => _declared.Value;

    /// <summary>
    /// The same where it was declared; else the only workload that Gateways are for that pass the mesh's TLS on, for a default that nobody
    /// declared says nothing. Null when these are for different pods, or there are none.
    /// </summary>
    public GatewayWorkload? OwnOrOnly => _ownOrOnly.Value;

    /// <summary>The workload at an address and port of this cluster.</summary>
    /// <param name="address">The IP address or host name.</param>
    /// <param name="port">The port.</param>
    /// <returns>The workload, or null when this cluster has no such address.</returns>
    public GatewayWorkload? At(string address, int port)
    {
        if (_addresses.Value.Behind(address, port) is { } found) return found;
        var declared = _cluster.Facts.Gateway;
        return declared.Port == port && Has(declared, address) ? Declared : null;
    }

    /// <summary>The workload at an address of this cluster, whatever the port.</summary>
    /// <param name="address">The IP address or host name.</param>
    /// <returns>The workload, or null when this cluster has no such address.</returns>
    public GatewayWorkload? At(string address)
    {
        if (_addresses.Value.Behind(address, null) is { } found) return found;
        return Has(_cluster.Facts.Gateway, address) ? Declared : null;
    }

    private static bool Has(Model.Clusters.MeshGateway gateway, string address) =>
        gateway.Address.Contains(address, StringComparer.OrdinalIgnoreCase)
        || gateway.ResolvedAddress.Contains(address, StringComparer.OrdinalIgnoreCase);

    /// <summary>The workload behind a Service.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="ports">The ports at which it listens.</param>
    /// <returns>The workload.</returns>
    public GatewayWorkload Behind(MeshManifest service, IReadOnlyList<int> ports) => GatewayWorkloads.OfService(_cluster, service, ports);

    /// <summary>Whether anything of this cluster can be called at a known address.</summary>
    public bool HasAddresses => _cluster.Facts.Gateway.Address.Count > 0 || _addresses.Value.Any;

    /// <summary>
    /// Whether it is known at which addresses this cluster passes the mesh's TLS on: they were declared, or a Service or Gateway that does
    /// has one. That something else can be called from outside says nothing of them, unless all Services are known.
    /// </summary>
    public bool KnowsAddresses => _knowsAddresses.Value;

    /// <summary>
    /// The gateway that is meant by a name of the cluster's, as an own DNS name is: the declared one, else the only one behind a port of a
    /// Service that can be called from outside and passes the mesh's TLS on.
    /// </summary>
    /// <param name="port">The port that is called.</param>
    /// <returns>The workload; null when several might be meant, or none.</returns>
    public GatewayWorkload? Meant(int port)
    {
        var behind = _addresses.Value.At(port)
            .Where(workload => PassthroughServers(workload).Servers.Count > 0)
            .DistinctBy(workload => workload.ToString(), StringComparer.Ordinal).ToList();
        return behind is [var only] ? only : behind.Count == 0 ? OwnOrOnly : null;
    }

    /// <summary>
    /// The servers of a workload that pass the mesh's TLS on. Of servers of one listener that name the very same host, all but the first
    /// are skipped as a whole (istio pilot/pkg/model/gateway.go mergeGateways, CheckDuplicates).
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <returns>The servers, and those that are skipped.</returns>
    public (IReadOnlyList<PassthroughServer> Servers, IReadOnlyList<PassthroughServer> Skipped) PassthroughServers(
        GatewayWorkload workload)
    {
        var known = Known(workload);
        return (known.Servers, known.Skipped);
    }

    /// <summary>A workload as istiods of older versions would configure it, each the same object whenever it is asked for.</summary>
    internal GatewayWorkload[] OfOlderVersions(GatewayWorkload workload) => _older.GetOrAdd(
        workload,
        static (known, cluster) =>
        [
            .. IstioBehavior.OlderGateways.Concat(ClusterRewrites.SingleChainVersions(cluster, known))
                .Select(version => known with { IstiodVersion = version }),
        ],
        _cluster);

    /// <summary>
    /// Whether a Gateway may be for pods of a namespace: of any, unless istiod is told to look in the pods' own only (istio
    /// pilot/pkg/model/push_context.go mergeGateways, PILOT_SCOPE_GATEWAY_TO_NAMESPACE).
    /// </summary>
    /// <param name="gateway">The Gateway.</param>
    /// <param name="namespace">The namespace of the pods.</param>
    /// <returns>True when it may.</returns>
    public bool Reaches(MeshManifest gateway, string @namespace) =>
        gateway.Namespace == @namespace || _cluster.Facts.Facts?.Switch(IstiodVariable.ScopeGateway) is not true;

    /// <summary>The labels of the pods that a Gateway is for: of one of the Gateway API those of each Service that it names.</summary>
    internal List<UnstructuredMap> SelectorsOf(MeshManifest gateway) =>
        _selectors.GetValueOrDefault(gateway) ?? [gateway.Spec.Map("selector") ?? UnstructuredMap.Empty];

    /// <summary>Whether a Gateway is for a workload: it may be for pods of its namespace, and its selector is met.</summary>
    /// <param name="gateway">The Gateway.</param>
    /// <param name="workload">The workload.</param>
    /// <returns>True when it is.</returns>
    public bool IsFor(MeshManifest gateway, GatewayWorkload workload) =>
        (gateway.Spec.Map("selector") is not { } selector || selector.Selects(workload.Labels) || IsForAnother(gateway, workload.Labels))
        && Reaches(gateway, workload.Namespace);

    private bool IsForAnother(MeshManifest gateway, UnstructuredMap labels) =>
        _selectors.TryGetValue(gateway, out var several) && several.Exists(selector => selector.Selects(labels));

    /// <summary>
    /// A server of the gateway's pods on a port that does not pass the mesh's TLS on: it ends TLS, passes it on by VirtualServices, or has
    /// none.
    /// </summary>
    /// <param name="workload">The gateway.</param>
    /// <param name="port">The port.</param>
    /// <returns>The Gateway and what the server says; null when there is none, or one that passes the mesh's TLS on too.</returns>
    public (MeshManifest Gateway, UnstructuredMap Server)? OtherServer(GatewayWorkload workload, int port)
    {
        var there = All.Where(gateway => IsFor(gateway, workload))
            .SelectMany(
                gateway => gateway.Spec.Maps("servers").Where(server => server.Map("port")?.Number("number") == port),
                (gateway, server) => (gateway, server)).ToList();
        return there.Count == 0 || there.Exists(item => ServerTls.PassesMesh(item.server)) ? null : there[0];
    }

    /// <summary>The subset for which Envoy refuses a listener as a whole.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="listener">The listener.</param>
    /// <returns>The subset; null when there is none.</returns>
    public RepeatedSubset? Repeated(GatewayWorkload workload, GatewayListener listener) => Known(workload).RepeatedAt(listener);

    /// <summary>
    /// Why Envoy refuses a listener as a whole: two of its servers cover one service, so that it has equal chains, or, before 1.22, a host
    /// is that of several objects (<see cref="IstioBehavior.GatewaysTakeHostsOnce"/>; seen on Istio 1.30.3).
    /// </summary>
    /// <param name="workload">The workload.</param>
    /// <param name="listener">The listener.</param>
    /// <returns>The servers and the host; null when nothing is wrong.</returns>
    public RefusedListener? Refused(GatewayWorkload workload, GatewayListener listener) => Known(workload).RefusedAt(listener);

    private MeshManifest ToIstio(MeshManifest gateway)
    {
        var taken = GatewayApi.ToIstio(_cluster, gateway);
        if (GatewayApi.Selectors(_cluster, gateway) is { Count: > 1 } several) _selectors.Add(taken, several);
        return taken;
    }

    private WorkloadServers Known(GatewayWorkload workload) =>
        _servers.TryGetValue(workload, out var known) ? known : _servers.GetOrAdd(workload, ServersOf(workload));

    private bool HasPassingAddress()
    {
        if (!HasAddresses) return false;
        if (_cluster.Facts.Gateway.Address.Count > 0 || _cluster.Completeness.IsWhole(ReadKind.Service)) return true;
        var ports = All.SelectMany(gateway => gateway.Spec.Maps("servers")).Where(ServerTls.PassesMesh)
            .Select(server => GatewayListener.Of(server).Port).ToHashSet();
        return ports.Count == 0 ? _addresses.Value.Listens(new HashSet<int> { MeshGateway.UsualPort }) : _addresses.Value.PassesMesh(ports);
    }

    /// <summary>Of a host istiod keeps the address that had it last, so that a third server may share a listener with the first.</summary>
    private WorkloadServers ServersOf(GatewayWorkload workload)
    {
        var (servers, skipped) = (new List<PassthroughServer>(), new List<PassthroughServer>());
        var taken = new Dictionary<(int Port, string Host), string>();
        foreach (var gateway in All.Where(gateway => IsFor(gateway, workload)))
        {
            var index = -1;
            foreach (var content in gateway.Spec.Maps("servers"))
            {
                index++;
                if (content.Map("tls") is null) continue;
                var server = new PassthroughServer(gateway, index, GatewayListener.Of(content), HostsOf(content));
                var bind = GatewayListener.BindOf(content);
                var isFirst = !server.Hosts.Any(host => taken.TryGetValue((server.Port, host), out var last) && last == bind);
                if (isFirst)
                {
                    taken.EnsureCapacity(taken.Count + server.Hosts.Count);
                    foreach (var host in server.Hosts) taken[(server.Port, host)] = bind;
                }

                if (ServerTls.PassesMesh(content) && (workload.Ports.Count == 0 || workload.Ports.Contains(server.Port)))
                    (isFirst ? servers : skipped).Add(server);
            }
        }

        return new(_cluster, workload, servers, skipped);
    }

    private static List<string> HostsOf(UnstructuredMap server) =>
        [.. server.List("hosts").OfType<string>().Select(HostPattern.OfServer).Distinct(StringComparer.Ordinal)];

    /// <summary>The servers of a workload, and what is wrong with its listeners.</summary>
    private sealed record WorkloadServers(RoutingCluster Cluster, GatewayWorkload Workload, IReadOnlyList<PassthroughServer> Servers,
        IReadOnlyList<PassthroughServer> Skipped)
    {
        private readonly ConcurrentDictionary<GatewayListener, RepeatedSubset?> _repeated = new();
        private readonly ConcurrentDictionary<GatewayListener, RefusedListener?> _refused = new();

        public RepeatedSubset? RepeatedAt(GatewayListener listener) => _repeated.GetOrAdd(
            listener, static (key, own) => RepeatedSubset.Find(own.Cluster, own.Workload, own.At(key)), this);

        public RefusedListener? RefusedAt(GatewayListener listener) => _refused.GetOrAdd(
            listener, static (key, own) => RefusedListener.Find(own.Cluster, own.Workload, own.At(key)), this);

        private List<PassthroughServer> At(GatewayListener listener) => [.. Servers.Where(server => server.Listener == listener)];
    }
}
