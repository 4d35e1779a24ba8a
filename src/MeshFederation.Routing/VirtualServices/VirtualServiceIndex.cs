using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Sidecars;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>The VirtualServices of a cluster by the hosts they are for.</summary>
public sealed class VirtualServiceIndex
{
    private readonly Dictionary<string, List<MeshManifest>> _byHost;
    private readonly Dictionary<string, List<MeshManifest>> _byPattern = new(StringComparer.Ordinal);

    /// <summary>Who sees those that not everybody sees.</summary>
    private readonly Dictionary<MeshManifest, ExportScope> _scopes = new(ReferenceEqualityComparer.Instance);
    private readonly Lazy<ILookup<(string Namespace, string Name), MeshManifest>> _delegating;
    private readonly string _clusterDomain;

    internal VirtualServiceIndex(IEnumerable<MeshManifest> virtualServices, MeshCluster cluster)
    {
        _clusterDomain = cluster.ClusterDomain;
        All = CreationOrder.Sort(virtualServices);
        _byHost = new(All.Count, StringComparer.Ordinal);
        _delegating = new(() => All.SelectMany(HttpRoutes.PlacesOf, (root, place) => (root, place)).Distinct()
            .ToLookup(pair => pair.place, pair => pair.root));
        foreach (var item in All)
        {
            if (ExportScope.Of(item, cluster) is { IsPublic: false } scope) _scopes[item] = scope;
            var hosts = HostsOf(item);
            for (var i = 0; i < hosts.Count; i++) Add(hosts[i], item);
        }
    }

    private void Add(string host, MeshManifest item)
    {
        var map = HostPattern.IsWildcard(host) ? _byPattern : _byHost;
        if (!map.TryGetValue(host, out var same)) map.Add(host, same = new(1));
        if (same.Count == 0 || !ReferenceEquals(same[^1], item)) same.Add(item);
    }

    /// <summary>All VirtualServices, the oldest first.</summary>
    public IReadOnlyList<MeshManifest> All { get; }

    /// <summary>The VirtualServices that name a host itself.</summary>
    /// <param name="host">The full host or pattern.</param>
    /// <returns>The VirtualServices, the oldest first.</returns>
    public IReadOnlyList<MeshManifest> Naming(string host) =>
        (HostPattern.IsWildcard(host) ? _byPattern : _byHost).TryGetValue(host, out var same)
            ? same
            : (IReadOnlyList<MeshManifest>)[];

    /// <summary>The VirtualServices that name a host, or a pattern that covers it, be they seen or not.</summary>
    /// <param name="host">The full host.</param>
    /// <returns>The VirtualServices, the oldest first.</returns>
    public IEnumerable<MeshManifest> Covering(string host)
    {
        if (_byPattern.Count == 0) return Naming(host);
        var covering = new HashSet<MeshManifest>(Naming(host), ReferenceEqualityComparer.Instance);
        foreach (var pattern in Patterns(host)) covering.UnionWith(_byPattern[pattern]);
        return covering.Order(CreationOrder.OldestFirst);
    }

    /// <summary>The full hosts that a VirtualService is for, in lower case.</summary>
    /// <param name="virtualService">The VirtualService.</param>
    /// <returns>The hosts.</returns>
    public IReadOnlyList<string> HostsOf(MeshManifest virtualService)
    {
        var written = virtualService.Spec.List("hosts").OfType<string>();
        return written is IReadOnlyList<string> whole && AreFull(virtualService, whole) ? whole : Full(virtualService, written);
    }

    /// <summary>Whether hosts are written as they are meant, as nearly all are.</summary>
    private bool AreFull(MeshManifest virtualService, IReadOnlyList<string> hosts)
    {
        for (var i = 0; i < hosts.Count; i++)
        {
            if (Full(virtualService, hosts[i]) != hosts[i]) return false;
        }

        return true;
    }

    private string[] Full(MeshManifest virtualService, IEnumerable<string> hosts) =>
        [.. hosts.Select(host => Full(virtualService, host))];

    private string Full(MeshManifest virtualService, string host) =>
        ShortName.Expand(host.ToLowerInvariant(), virtualService.Namespace, _clusterDomain);

    /// <summary>
    /// The VirtualServices whose hosts bring requests to the routes of one: itself, and where it has no hosts those that delegate to it.
    /// </summary>
    /// <param name="virtualService">The VirtualService.</param>
    /// <returns>The VirtualServices, the oldest first.</returns>
    public IEnumerable<MeshManifest> RootsOf(MeshManifest virtualService) => virtualService.Spec.List("hosts").Count > 0
        ? [virtualService]
        : _delegating.Value[(virtualService.Namespace, virtualService.Name)]
            .Where(root => root.Spec.List("hosts").Count > 0 && HttpRoutes.Delegates(root, virtualService, this));

    /// <summary>The full host of a destination: a short name is one in the VirtualService's namespace.</summary>
    /// <param name="virtualService">The VirtualService.</param>
    /// <param name="destination">The destination.</param>
    /// <returns>The host, empty when it names none.</returns>
    public string HostOf(MeshManifest virtualService, UnstructuredMap destination) =>
        ShortName.Expand(destination.Text("host") ?? "", virtualService.Namespace, _clusterDomain);

    /// <summary>
    /// The VirtualServices that may route the requests of a sidecar to a host. Those with the host itself outdo those with a pattern for
    /// it; of these only the first of the most specific counts. Among equals come those seen by the sidecar's namespace alone, then those
    /// exported to it, then those for all, each from the oldest (istio pilot/pkg/model/virtualservice.go SelectVirtualServices, sidecar.go
    /// computeWildcardHostVirtualServiceIndex).
    /// </summary>
    /// <param name="host">The full host.</param>
    /// <param name="caller">The pods of the sidecar.</param>
    /// <param name="sidecar">What a Sidecar lets them see; null for everything.</param>
    /// <param name="port">The port that is called.</param>
    /// <returns>The VirtualServices; the first that has a route for the port decides alone.</returns>
    public IReadOnlyList<MeshManifest> ForRequests(string host, MeshCaller caller, SidecarScope? sidecar, int port)
    {
        var exact = _byHost.TryGetValue(host, out var same) ? InOrder(same, caller, sidecar, port).ToList() : [];
        if (exact.Count > 0) return exact;
        return [.. Patterns(host).Select(pattern => InOrder(_byPattern[pattern], caller, sidecar, port)
            .FirstOrDefault()).OfType<MeshManifest>().Take(1)];
    }

    /// <summary>
    /// The VirtualServices that may route the connections of a sidecar to a host: all whose hosts meet it, in the order of creation, be it
    /// named or covered by a pattern (istio pilot/pkg/networking/core/tls.go getConfigsForHost).
    /// </summary>
    /// <param name="host">The full host.</param>
    /// <param name="caller">The pods of the sidecar.</param>
    /// <param name="sidecar">What a Sidecar lets them see; null for everything.</param>
    /// <param name="port">The port that is called.</param>
    /// <returns>The VirtualServices; the first matching route of all of them decides.</returns>
    public IReadOnlyList<MeshManifest> ForConnections(string host, MeshCaller caller, SidecarScope? sidecar, int port)
    {
        var exact = _byHost.TryGetValue(host, out var same) ? same : [];
        var narrower = HostPattern.IsWildcard(host) ? _byHost.Keys.Where(own => HostPattern.Covers(host, own))
            .SelectMany(own => _byHost[own]) : [];
        var all = exact.Concat(Patterns(host).SelectMany(pattern => _byPattern[pattern])).Concat(narrower).Distinct();
        return [.. InOrder(all.Order(CreationOrder.OldestFirst), caller, sidecar, port)];
    }

    /// <summary>
    /// The VirtualServices that name a host, or a pattern that covers it, whether a service has it or not: those of the most specific
    /// name, in the order
    /// of <see cref="ForRequests"/>.
    /// </summary>
    /// <param name="host">The full host.</param>
    /// <param name="caller">The pods of the sidecar.</param>
    /// <param name="sidecar">What a Sidecar lets them see; null for everything.</param>
    /// <param name="port">The port that is called.</param>
    /// <returns>The name that covers the host, and the VirtualServices.</returns>
    internal IEnumerable<(string Name, IReadOnlyList<MeshManifest> VirtualServices)> ByName(string host, MeshCaller caller,
        SidecarScope? sidecar, int port)
    {
        if (_byHost.TryGetValue(host, out var same)) yield return (host, [.. InOrder(same, caller, sidecar, port)]);
        foreach (var pattern in Patterns(host)) yield return (pattern, [.. InOrder(_byPattern[pattern], caller, sidecar, port)]);
    }

    /// <summary>
    /// The VirtualServices for a host, or for a pattern that covers it, that the sidecars of a namespace are not given, with the reason.
    /// </summary>
    /// <param name="host">The full host.</param>
    /// <param name="clientNamespace">The namespace of the sidecar.</param>
    /// <returns>The VirtualServices.</returns>
    public IEnumerable<(MeshManifest VirtualService, string Why)> HiddenFrom(string host, string clientNamespace)
    {
        foreach (var item in Covering(host))
        {
            if (!BindsSidecars(item)) yield return (item, $"its gateways are {string.Join(", ", item.Spec.List("gateways"))}, not mesh");
            else if (!IsSeen(item, clientNamespace))
                yield return (item, $"its {_scopes[item]} hides it from the namespace {clientNamespace}");
        }
    }

    /// <summary>Whether a VirtualService is for sidecars: it names no gateways, or <c>mesh</c> among them.</summary>
    /// <param name="virtualService">The VirtualService.</param>
    /// <returns>True when it is.</returns>
    public static bool BindsSidecars(MeshManifest virtualService)
    {
        var gateways = virtualService.Spec.List("gateways");
        return gateways.Count == 0 || gateways.Contains(MeshMatch.MeshGatewayName);
    }

    /// <summary>
    /// Whether the sidecars of a namespace are given a VirtualService; <c>~</c> hides it from all but does not outdo <c>*</c>.
    /// </summary>
    /// <param name="virtualService">The VirtualService.</param>
    /// <param name="clientNamespace">The namespace.</param>
    /// <returns>True when they are.</returns>
    public bool IsSeen(MeshManifest virtualService, string clientNamespace) =>
        !_scopes.TryGetValue(virtualService, out var scope) || scope.Reaches(clientNamespace);

    private IEnumerable<string> Patterns(string host) => _byPattern.Count == 0
        ? []
        : _byPattern.Keys.Where(pattern => HostPattern.Covers(pattern, host)).Order(MostSpecific.First);

    private IEnumerable<MeshManifest> InOrder(IEnumerable<MeshManifest> same, MeshCaller caller, SidecarScope? sidecar, int port) =>
        same.Where(item => BindsSidecars(item) && IsSeen(item, caller.Namespace)
            && (sidecar is null || HostsOf(item).Any(host => sidecar.SeesRoutesOf(item.Namespace, host, port))))
            .OrderBy(item => Closeness(item, caller.Namespace));

    private int Closeness(MeshManifest item, string client)
    {
        if (!_scopes.ContainsKey(item)) return 2;
        return item.Namespace == client ? 0 : 1;
    }

    private sealed class MostSpecific : IComparer<string>
    {
        public static readonly MostSpecific First = new();

        public int Compare(string? x, string? y) =>
            string.Equals(x, y, StringComparison.Ordinal) ? 0 : HostPattern.MoreSpecific(x ?? "", y ?? "") ? -1 : 1;
    }
}
