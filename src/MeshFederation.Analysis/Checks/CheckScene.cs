using MeshFederation.Analysis.Routing;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning;

namespace MeshFederation.Analysis.Checks;

/// <summary>What checks look at: the declarations, what was planned of them, and what the clusters are.</summary>
public sealed class CheckScene
{
    private readonly Dictionary<string, CheckedCluster> _byName;
    private readonly Lazy<RoutingMesh> _mesh;

    /// <summary>Makes a scene.</summary>
    /// <param name="federation">The federation.</param>
    /// <param name="clusters">What was read of its clusters.</param>
    /// <param name="plan">What publishing would change; null when that was not compared.</param>
    /// <param name="now">The time of the check.</param>
    public CheckScene(Federation federation, IReadOnlyList<CheckedCluster> clusters, MeshPlan? plan, DateTimeOffset now)
    {
        (Federation, Plan, Now) = (federation, plan, now);
        Clusters = [.. clusters.OrderBy(cluster => cluster.Name, StringComparer.Ordinal)];
        _byName = Clusters.ToDictionary(cluster => cluster.Name, StringComparer.Ordinal);
        Pairs =
        [
            .. federation.RemoteCalls.GroupBy(call => (Client: call.Client.Name, Server: call.Server.Name))
                .OrderBy(calls => calls.Key.Client, StringComparer.Ordinal).ThenBy(calls => calls.Key.Server, StringComparer.Ordinal)
                .Select(calls => new ClusterPair(_byName[calls.Key.Client], _byName[calls.Key.Server], [.. calls.Select(call => call.Service)])),
        ];
        _mesh = new(() => Live(Clusters));
    }

    /// <summary>The federation.</summary>
    public Federation Federation { get; }

    /// <summary>What publishing would change; null when that was not compared.</summary>
    public MeshPlan? Plan { get; }

    /// <summary>The time of the check.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The clusters, sorted by name.</summary>
    public IReadOnlyList<CheckedCluster> Clusters { get; }

    /// <summary>Every cluster that calls another, with that other.</summary>
    public IReadOnlyList<ClusterPair> Pairs { get; }

    /// <summary>The live objects of all clusters that were read.</summary>
    public IEnumerable<MeshManifest> Objects => Clusters.SelectMany(cluster => cluster.Objects);

    /// <summary>The clusters as routing sees them: nothing but what is there.</summary>
    public RoutingMesh Mesh => _mesh.Value;

    /// <summary>Live clusters as routing sees them: nothing but what is there.</summary>
    /// <param name="clusters">What was read of them.</param>
    /// <returns>The clusters.</returns>
    public static RoutingMesh Live(IReadOnlyList<CheckedCluster> clusters)
    {
        var complete = clusters.Where(cluster => cluster.IsRead).ToDictionary(
            cluster => cluster.Name, IReadOnlySet<string> (cluster) => new[] { "Service", "Pod" }.Where(cluster.Knows).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        return new(clusters.SelectMany(cluster => cluster.Objects), [], clusters.Select(cluster => cluster.Facts), complete.GetValueOrDefault);
    }

    /// <summary>The services that a cluster serves to others.</summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <returns>The services.</returns>
    public IEnumerable<MeshService> ServedBy(string cluster) =>
        Federation.Services.Where(service => service.In(cluster) is not null && service.ClientCluster.Any(client => client.Name != cluster));
}
