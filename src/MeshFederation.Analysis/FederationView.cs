using System.Collections.Concurrent;
using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Rules;
using MeshFederation.Analysis.Rules.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Schemas;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Routing;

namespace MeshFederation.Analysis;

/// <summary>What rules look at: the objects of every cluster, and what was declared where that is known.</summary>
public sealed class FederationView
{
    private readonly Dictionary<string, List<MeshManifest>> _byKind = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClusterView> _views = new(StringComparer.Ordinal);
    private readonly ILookup<string, MeshManifest> _replaced;
    private readonly Lazy<RoutingMesh> _mesh;
    private readonly Lazy<DestinationIndex> _destinations;
    private readonly Lazy<IReadOnlyList<GatewayCall>> _gatewayCalls;
    private readonly Lazy<IReadOnlyList<GatewayCall>> _ways;
    private readonly Lazy<IReadOnlyList<GatewayCall>> _brokenWays;
    private readonly Lazy<IReadOnlyList<HostLeg>> _brokenHosts;
    private readonly Lazy<IReadOnlyList<EndpointWay>> _endpoints;
    private readonly Lazy<IReadOnlyList<SchemaFault>> _schemaFaults;
    private readonly Lazy<IReadOnlyList<RulePolicies>> _trafficPolicies;
    private readonly ConcurrentDictionary<AbsenceRule, Lazy<IReadOnlyList<Absence>>> _absences = [];

    /// <summary>Makes a view.</summary>
    /// <param name="manifests">The objects of all clusters.</param>
    /// <param name="services">The services that were declared; empty when only objects are known.</param>
    /// <param name="clusters">
    /// Clusters that are known; they win over those of the services, which may have been declared without looking at them.
    /// </param>
    /// <param name="complete">The kinds of which all objects of a cluster are known, by the cluster's name; null for none.</param>
    /// <param name="unread">
    /// The kinds of which nothing is known in a cluster, since they may not be read, by the cluster's name; null for none.
    /// </param>
    public FederationView(
        IEnumerable<MeshManifest> manifests,
        IEnumerable<MeshService> services,
        IEnumerable<MeshCluster>? clusters = null,
        Func<string, IReadOnlySet<string>?>? complete = null,
        Func<string, IReadOnlySet<string>?>? unread = null)
    {
        Manifests = [.. manifests];
        Services = [.. services];
        Clusters = RoutingMesh.FactsOf(clusters ?? [], Services);
        foreach (var cluster in Clusters.Values) _views.Add(cluster.Name, new(cluster, isDeclared: true));
        var objects = new RepeatedObjects(Manifests);
        (Repeated, _replaced) = (objects.Repeated, objects.Replaced.ToLookup(IstioKind.Of, StringComparer.Ordinal));
        foreach (var manifest in objects.Kept) Add(manifest);
        foreach (var manifest in objects.Replaced) View(manifest.Cluster);
        Views = [.. _views.Values.OrderBy(view => view.Cluster.Name, StringComparer.Ordinal)];
        _mesh = new(() => new(objects.Kept, Services, Clusters.Values, complete, unread));
        _destinations = new(() => new(Mesh));
        _gatewayCalls = new(() => [.. GatewayCalls.Of(Mesh, Destinations)]);
        _ways = new(() => [.. _gatewayCalls.Value.Where(way => !way.IsOfService)]);
        _brokenWays = new(() => [.. _gatewayCalls.Value.Where(way => way.Break is not null)]);
        _brokenHosts = new(() => [.. HostLegs.Broken(Mesh)]);
        _endpoints = new(() => [.. EndpointWay.Of(Mesh)]);
        _schemaFaults = new(() => SchemaWalk.Of(this));
        _trafficPolicies = new(() => [.. RulePolicies.Of(this)]);
    }

    /// <summary>The objects of all clusters.</summary>
    public IReadOnlyList<MeshManifest> Manifests { get; }

    /// <summary>The services that were declared.</summary>
    public IReadOnlyList<MeshService> Services { get; }

    /// <summary>The declared clusters by name.</summary>
    public IReadOnlyDictionary<string, MeshCluster> Clusters { get; }

    /// <summary>The moment for which it is judged what has expired, or soon will have.</summary>
    internal DateTimeOffset Now { get; init; } = TimeProvider.System.GetUtcNow();

    /// <summary>That moment by the clock of a cluster, by its name.</summary>
    internal Func<string, DateTimeOffset> NowIn
    {
        get => field ?? (_ => Now);
        init;
    }

    /// <summary>The same clusters for the decisions of routing.</summary>
    public RoutingMesh Mesh => _mesh.Value;

    /// <summary>Works out what many rules share, so that rules which run side by side need not wait for each other.</summary>
    internal void Prepare()
    {
        // Each works on all clusters at once, of which there are seldom as many as fill every processor to the end.
        Parallel.Invoke(() => GC.KeepAlive(Mesh), () => GC.KeepAlive(SchemaFaults), () => GC.KeepAlive(TrafficPolicies));
        Parallel.Invoke(() => GC.KeepAlive(Ways), () => GC.KeepAlive(BrokenHosts));
    }

    /// <summary>The destinations of all VirtualServices.</summary>
    internal DestinationIndex Destinations => _destinations.Value;

    /// <summary>Every way from one cluster to a service of another.</summary>
    internal IReadOnlyList<GatewayCall> Ways => _ways.Value;

    /// <summary>Those, and those of Services which select a gateway beside their pods.</summary>
    internal IReadOnlyList<GatewayCall> AllWays => _gatewayCalls.Value;

    /// <summary>Those that break, and those that do of Services which select a gateway beside their pods.</summary>
    internal IReadOnlyList<GatewayCall> BrokenWays => _brokenWays.Value;

    /// <summary>Every call of a host itself that breaks in the caller's own cluster.</summary>
    internal IReadOnlyList<HostLeg> BrokenHosts => _brokenHosts.Value;

    /// <summary>Every endpoint of a ServiceEntry of the mesh or, of another cluster, of a Service, and the gateway that it is.</summary>
    internal IReadOnlyList<EndpointWay> Endpoints => _endpoints.Value;

    /// <summary>The traffic policies of every DestinationRule that has some.</summary>
    internal IReadOnlyList<RulePolicies> TrafficPolicies => _trafficPolicies.Value;

    /// <summary>What a rule finds named and not among the objects: the rule itself says some of it, and MF9041 the rest.</summary>
    internal IReadOnlyList<Absence> Absences(AbsenceRule rule) => _absences
        .GetOrAdd(rule, static (rule, view) => new(() => [.. rule.Find(view)]), this).Value;

    /// <summary>Where objects are not what Istio's published schemas say.</summary>
    internal IReadOnlyList<SchemaFault> SchemaFaults => _schemaFaults.Value;

    /// <summary>
    /// Every cluster with its objects, sorted by name; one that was not declared is what its name and Istio's defaults say.
    /// </summary>
    internal IReadOnlyList<ClusterView> Views { get; }

    /// <summary>A cluster with its objects.</summary>
    internal ClusterView In(string cluster) => _views[cluster];

    /// <summary>The objects of a name that an object before them has, with that one.</summary>
    internal IReadOnlyList<(MeshManifest Object, MeshManifest First)> Repeated { get; }

    /// <summary>
    /// The objects of a kind in all clusters, also those in whose place another one of the same name comes: what is wrong in them is wrong.
    /// </summary>
    /// <remarks>
    /// Of any kind that the API server takes, also of those by which nothing is decided: it is refused where it does not fit its schema.
    /// </remarks>
    internal IEnumerable<MeshManifest> AllOf(string kind) => _replaced.Count == 0 ? OfAny(kind) : OfAny(kind).Concat(_replaced[kind]);

    /// <summary>The objects of a kind in all clusters; of those of one name the last one, as when all are applied in their order.</summary>
    internal IReadOnlyList<MeshManifest> Of(string kind)
    {
        IstioKind.Require(kind);
        return OfAny(kind);
    }

    /// <summary>
    /// The objects of a kind that a rule takes from a list of all kinds, read of live clusters or not: it judges what is there, and misses
    /// nothing.
    /// </summary>
    internal IReadOnlyList<MeshManifest> OfAny(string kind) => _byKind.TryGetValue(kind, out var manifests) ? manifests : [];

    private void Add(MeshManifest manifest)
    {
        var kind = IstioKind.Of(manifest);
        if (!_byKind.TryGetValue(kind, out var same)) _byKind.Add(kind, same = []);
        same.Add(manifest);
        View(manifest.Cluster).Add(kind, manifest);
    }

    private ClusterView View(string cluster)
    {
        if (!_views.TryGetValue(cluster, out var view))
        {
            _views.Add(cluster, view = new(new(cluster, cluster) { IsVersionAssumed = true }, isDeclared: false));
        }

        return view;
    }
}
