using System.Collections.Concurrent;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Sidecars;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Istio;

/// <summary>
/// A cluster as its istiod sees it: its objects, whoever wrote them, and what they say of services, endpoints and rules. Never changes;
/// everything that is looked up is indexed once.
/// </summary>
public class IstioCluster
{
    private static readonly HashSet<string> NoKinds = [];

    private readonly IReadOnlySet<string> _complete;
    private readonly ILookup<string, MeshManifest> _byKind;
    private readonly Lazy<SidecarIndex> _sidecars;
    private readonly Lazy<PodIndex> _pods;
    private readonly Lazy<ILookup<string, MeshManifest>> _workloadEntries;
    private readonly Lazy<MutualTlsPolicies> _mutualTls;
    private readonly Lazy<NetworkGateways> _networks;
    private readonly Lazy<List<MeshManifest>> _written;
    private readonly ConcurrentDictionary<IstioVersion, bool> _mayHave = new();

    /// <summary>Makes a view of a cluster.</summary>
    /// <param name="facts">What is known of the cluster; where nothing is, Istio's defaults under its name.</param>
    /// <param name="objects">Its objects.</param>
    /// <param name="services">What was declared; services that do not run in it do not count.</param>
    /// <param name="isDeclared">Whether the facts were declared or read, not assumed.</param>
    /// <param name="complete">The kinds of which all objects are known, as when they were read from the cluster; null for none.</param>
    /// <param name="unread">The kinds of which nothing is known, since they may not be read; null for none.</param>
    public IstioCluster(
        MeshCluster facts,
        IEnumerable<MeshManifest> objects,
        IEnumerable<MeshService> services,
        bool isDeclared = true,
        IReadOnlySet<string>? complete = null,
        IReadOnlySet<string>? unread = null)
    {
        Unread = unread ?? NoKinds;
        (Facts, IsDeclared, _complete) = (facts, isDeclared, complete ?? NoKinds);
        Objects = [.. objects];
        Completeness = new(this);
        var watched = new Dictionary<string, bool>(StringComparer.Ordinal);
        _byKind = Objects.Where(item => !ObjectGroups.IsIstio(item) || IsWatched(item.Namespace, watched))
            .ToLookup(IstioKind.Of, StringComparer.Ordinal);
        var overlooked = new List<RoutedService>();
        Services = new(ReadServices(services, overlooked));
        Overlooked = new(overlooked);
        ReadsClusters = RemoteSecrets.Clusters(Of(ReadKind.Secret));
        DestinationRules = new(Of(ReadKind.DestinationRule), facts);
        _sidecars = new(() => new(Of(ReadKind.Sidecar), RootNamespace.Of(facts)));
        _pods = new(() => new(this));
        _networks = new(() => new(this));
        _workloadEntries = new(() => Of(ReadKind.WorkloadEntry).ToLookup(item => item.Namespace, StringComparer.Ordinal));
        _mutualTls = new(() => new(Of(ReadKind.PeerAuthentication), RootNamespace.Of(facts)));
        _written = new(() =>
        [
            .. Objects.Where(item => ObjectType.IsOfGroup(item.ApiVersion, ObjectGroups.Istio)
                    || ObjectType.IsOfGroup(item.ApiVersion, ObjectGroups.Security))
                .DistinctBy(item => (item.ApiVersion, item.Kind)),
        ]);
    }

    /// <summary>The name.</summary>
    public string Name => Facts.Name;

    /// <summary>Version, domains, namespaces and gateway.</summary>
    public MeshCluster Facts { get; }

    /// <summary>Whether these were declared or read; otherwise they are Istio's defaults under the cluster's name.</summary>
    public bool IsDeclared { get; }

    /// <summary>All objects.</summary>
    public IReadOnlyList<MeshManifest> Objects { get; }

    /// <summary>The services that istiod knows.</summary>
    public ServiceRegistry Services { get; }

    /// <summary>The Services of namespaces that istiod does not look at.</summary>
    public ServiceRegistry Overlooked { get; }

    /// <summary>The DestinationRules.</summary>
    public DestinationRuleIndex DestinationRules { get; }

    /// <summary>The Sidecars.</summary>
    public SidecarIndex Sidecars => _sidecars.Value;

    /// <summary>The pods, and what stands for them.</summary>
    public PodIndex Pods => _pods.Value;

    /// <summary>The PeerAuthentications.</summary>
    public MutualTlsPolicies MutualTls => _mutualTls.Value;

    /// <summary>The kinds of which nothing is known, since they may not be read.</summary>
    public IReadOnlySet<string> Unread { get; }

    /// <summary>The gateways of networks.</summary>
    public NetworkGateways Networks => _networks.Value;

    /// <summary>The clusters that its istiod reads too, so that their pods are endpoints here, as far as their Secrets are known.</summary>
    public IReadOnlyList<string> ReadsClusters { get; }

    /// <summary>Whether what is not among the objects is not there.</summary>
    public Completeness Completeness { get; }

    /// <summary>Whether all objects of a kind are known, so that one that is not among them is not there.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>True when they are.</returns>
    internal bool IsComplete(string kind) => _complete.Contains(kind);

    /// <summary>
    /// Whether the cluster may have a version, by the API versions of its objects: one that does not serve them all has it not.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <returns>False when an object tells otherwise.</returns>
    internal bool MayHave(IstioVersion version) => _mayHave.GetOrAdd(
        version,
        static (asked, written) => written.TrueForAll(item => IstioBehavior.Serves(asked, item)),
        _written.Value);

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    /// <summary>The WorkloadEntries by namespace.</summary>
    internal ILookup<string, MeshManifest> WorkloadEntries => _workloadEntries.Value;

    /// <summary>The objects of a kind, by which it is decided where requests go.</summary>
    /// <exception cref="ArgumentException">
    /// The kind is declared for rules alone, so that its objects would be missed where routing is all that is asked for.
    /// </exception>
    internal IEnumerable<MeshManifest> Of(ReadKind kind) => kind.Reader == KindReader.Routing
        ? _byKind[kind.Key]
        : throw new ArgumentException($"{kind} is not declared as a kind that decides where requests go.", nameof(kind));

    private bool IsWatched(string space, Dictionary<string, bool> known)
    {
        if (!known.TryGetValue(space, out var watched)) known.Add(space, watched = Facts.WatchesObjects(space) != false);
        return watched;
    }

    private List<RoutedService> ReadServices(IEnumerable<MeshService> declared, List<RoutedService> overlooked)
    {
        var services = Of(ReadKind.Service).Select(item => KubernetesServices.Read(item, Facts)).ToList();
        var known = services.Select(service => service.Host).ToHashSet(StringComparer.Ordinal);
        var anyObject = services.Count > 0 || Completeness.IsWhole(ReadKind.Service);
        foreach (var service in declared)
        {
            if (service.In(Name) is { } instance && DeclaredServices.Read(service, instance) is var read && known.Add(read.Host))
                services.Add(read);
        }

        if (!anyObject) AssumedServices.Add(Objects, Facts, known, services);
        foreach (var entry in Of(ReadKind.ServiceEntry)) ServiceEntryServices.Add(entry, Facts, services);
        overlooked.AddRange(services.Where(IsOverlooked));
        if (overlooked.Count > 0) services.RemoveAll(IsOverlooked);
        return services;

        bool IsOverlooked(RoutedService service) => service.IsKubernetes && Facts.Watches(service.Namespace) == false;
    }
}
