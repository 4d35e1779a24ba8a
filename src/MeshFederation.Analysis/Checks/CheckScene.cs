using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Comparison;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Checks;

/// <summary>What checks look at: the declarations, what was planned of them, and what the clusters are.</summary>
public sealed class CheckScene
{
    private readonly Lazy<RoutingMesh> _mesh;
    private readonly Lazy<RoutingMesh> _planned;
    private readonly Federation? _federation;

    /// <summary>Makes a scene.</summary>
    /// <param name="federation">The federation; null when clusters are checked of which nothing is declared.</param>
    /// <param name="clusters">What was read of its clusters.</param>
    /// <param name="plan">What publishing would change; null when that was not compared.</param>
    /// <param name="now">The time of the check.</param>
    public CheckScene(Federation? federation, IReadOnlyList<CheckedCluster> clusters, MeshPlan? plan, DateTimeOffset now)
    {
        (Name, Services, RemoteCalls) = (federation?.Name ?? "", federation?.Services ?? [], [.. federation?.RemoteCalls ?? []]);
        (_federation, Plan, Now) = (federation, plan, now);
        Clusters = [.. clusters.OrderBy(cluster => cluster.Name, StringComparer.Ordinal)];
        Pairs = federation is null ? [.. EveryPair(Clusters)] : [.. CalledPairs(Clusters, federation)];
        _mesh = new(() => Live(Clusters));
        _planned = new(() => new(
            federation is null ? [] : FederationPlanner.Plan(federation), Services, Clusters.Select(cluster => cluster.Facts)));
    }

    /// <summary>The name of the federation; empty when nothing is declared.</summary>
    public string Name { get; }

    /// <summary>The services of the federation; empty when nothing is declared.</summary>
    public IReadOnlyList<MeshService> Services { get; }

    /// <summary>The calls from one cluster to a service in another.</summary>
    public IReadOnlyList<RemoteCall> RemoteCalls { get; }

    /// <summary>What publishing would change; null when that was not compared.</summary>
    public MeshPlan? Plan { get; }

    /// <summary>The time of the check.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The time of the check in a cluster, by the clock of its server; by ours where that told none.</summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <returns>The time.</returns>
    public DateTimeOffset NowIn(string cluster) => Clusters.FirstOrDefault(one => one.Name == cluster)?.Now ?? Now;

    /// <summary>The clusters, sorted by name.</summary>
    public IReadOnlyList<CheckedCluster> Clusters { get; }

    /// <summary>Every cluster that calls another, with that other; all pairs when nothing is declared.</summary>
    public IReadOnlyList<ClusterPair> Pairs { get; }

    /// <summary>The live objects of all clusters that were read.</summary>
    public IEnumerable<MeshManifest> Objects => Clusters.SelectMany(cluster => cluster.Objects);

    /// <summary>The clusters as routing sees them: nothing but what is there.</summary>
    public RoutingMesh Mesh => _mesh.Value;

    /// <summary>What was planned alone, as routing sees it; nothing when nothing is declared.</summary>
    internal RoutingMesh Planned => _planned.Value;

    /// <summary>The clusters as they are, for rules.</summary>
    /// <returns>All that was read.</returns>
    public FederationView AsTheyAre() => View(Objects, []);

    /// <summary>The clusters as they are once the federation is published: what was planned, beside what others have there.</summary>
    /// <param name="more">Objects that come beside these.</param>
    /// <returns>All of it.</returns>
    public FederationView AsPublished(IEnumerable<MeshManifest> more) => _federation is null
        ? View(Objects.Concat(more), Services)
        : View(PublishedObjects.Of(_federation, [.. Objects.Where(item => !IsMine(item))]).Concat(more), Services);

    /// <summary>Live clusters as routing sees them: nothing but what is there.</summary>
    /// <param name="clusters">What was read of them.</param>
    /// <returns>The clusters.</returns>
    public static RoutingMesh Live(IReadOnlyList<CheckedCluster> clusters) =>
        new(
            clusters.SelectMany(cluster => cluster.Objects),
            [],
            clusters.Select(cluster => cluster.Facts),
            Complete(clusters).GetValueOrDefault,
            Unread(clusters).GetValueOrDefault);

    /// <summary>The services that a cluster serves to others.</summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <returns>The services.</returns>
    public IEnumerable<MeshService> ServedBy(string cluster) =>
        Services.Where(service => service.In(cluster) is not null && service.ClientCluster.Any(client => client.Name != cluster));

    /// <summary>Whether a cluster serves to others by its own gateway; when nothing is declared, every cluster may.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>True when it does.</returns>
    public bool Serves(CheckedCluster cluster) => Services.Count == 0
        || ServedBy(cluster.Name).Any(service => cluster.Declared.IsAmbient() || !service.IsAmbient());

    /// <summary>Whether a cluster serves to others by a gateway for tunnels beside its own.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>True when it does.</returns>
    internal bool ServesBeside(CheckedCluster cluster) => cluster.Declared is { TunnelGateway: not null } declared
        && !declared.IsAmbient() && ServedBy(cluster.Name).Any(AmbientClusters.IsAmbient);

    /// <summary>Whether a cluster is called, or calls, in ambient mode, by itself or for a service.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>True when it does.</returns>
    internal bool IsAmbient(CheckedCluster cluster) => cluster.Declared.IsAmbient() || Services.IsAmbient(cluster.Declared);

    /// <summary>
    /// Whether an object is of the federation, and not somebody's of which it owns fields; when nothing is declared, every object of Istio
    /// counts.
    /// </summary>
    /// <param name="manifest">The object.</param>
    /// <returns>True when it is.</returns>
    public bool IsMine(MeshManifest manifest) =>
        Services.Count == 0
            ? manifest.ApiVersion.Contains(".istio.io/", StringComparison.Ordinal)
            : manifest.Federation == Name && !Ownership.IsFields(manifest);

    /// <summary>What is not known of clusters; of one that does not answer nothing is.</summary>
    private static Dictionary<string, IReadOnlySet<string>> Unread(IReadOnlyList<CheckedCluster> clusters) => clusters.ToDictionary(
        cluster => cluster.Name,
        IReadOnlySet<string> (cluster) => ReadKind.All.Where(kind => kind.IsLive && !cluster.Knows(kind.Title))
            .Select(kind => kind.Title).ToHashSet(StringComparer.Ordinal),
        StringComparer.Ordinal);

    private static Dictionary<string, IReadOnlySet<string>> Complete(IReadOnlyList<CheckedCluster> clusters) =>
        clusters.Where(cluster => cluster.IsRead)
            .ToDictionary(
                cluster => cluster.Name,
                IReadOnlySet<string> (cluster) => ReadKind.All.Where(kind => kind.IsLive).Select(kind => kind.Title).Where(cluster.Knows)
                    .ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal);

    private FederationView View(IEnumerable<MeshManifest> objects, IReadOnlyList<MeshService> services)
    {
        var (facts, complete, unread) = (Clusters.Select(cluster => cluster.Facts), Complete(Clusters), Unread(Clusters));
        return new(objects, services, facts, complete.GetValueOrDefault, unread.GetValueOrDefault) { Now = Now, NowIn = NowIn };
    }

    private static IEnumerable<ClusterPair> EveryPair(IReadOnlyList<CheckedCluster> clusters) =>
        from client in clusters from server in clusters where client != server select new ClusterPair(client, server, []);

    private static IEnumerable<ClusterPair> CalledPairs(IReadOnlyList<CheckedCluster> clusters, Federation federation) =>
        from client in clusters
        from server in clusters
        let called = federation.RemoteCalls.Where(call => call.Client.Name == client.Name && call.Server.Name == server.Name)
            .Select(call => call.Service)
            .Concat(federation.Services.Where(service => service.IsAmbient() && client != server
                && service.ClientCluster.Any(other => other.Name == client.Name) && service.In(server.Name) is not null))
            .ToList()
        where called.Count > 0
        select new ClusterPair(client, server, called);
}
