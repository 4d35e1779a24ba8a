using System.Globalization;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Tests.Publishing;

namespace MeshFederation.Clusters.Tests.Publishing;

/// <summary>Clusters in memory that run a plan. After every call all routes are followed, and a call may be made to fail.</summary>
internal sealed class SimulatedMesh
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, SimulatedObjects> _clusters = new(StringComparer.Ordinal);
    private readonly List<string> _broken = [];
    private int _uids;
    private int _calls;

    public MeshSimulation Routes { get; } = new([]);

    /// <summary>What was found broken after a call.</summary>
    public IReadOnlyList<string> Broken => _broken;

    public int Calls => _calls;

    /// <summary>Decides for the call of a number, in a cluster, whether it fails, and whether it has its effect all the same.</summary>
    public Func<int, string, SimulatedFault> Fault { get; set; } = (_, _) => SimulatedFault.None;

    /// <summary>
    /// What declarers see of every object, to compare two states. A server keeps an object in no particular one of its versions.
    /// </summary>
    public IReadOnlyList<string> State =>
        [.. Routes.Objects.Select(yaml => yaml.Replace("networking.istio.io/v1beta1", "networking.istio.io/v1", StringComparison.Ordinal))];

    public SimulatedObjects Cluster(string name)
    {
        lock (_gate)
        {
            if (!_clusters.TryGetValue(name, out var cluster)) _clusters.Add(name, cluster = new(name, this));
            return cluster;
        }
    }

    public string NextUid() => (++_uids).ToString(CultureInfo.InvariantCulture);

    /// <summary>Puts objects there as if they had been published before.</summary>
    public void Seed(IEnumerable<MeshManifest> manifests)
    {
        foreach (var manifest in manifests)
        {
            Cluster(manifest.Cluster)[ObjectPlace.Of(manifest.Content)].Apply(manifest.Content, "meshfederation", force: false);
            Routes.Write(manifest.Cluster, manifest.Content);
        }
    }

    /// <summary>The changes that lead to other objects, with the live ones as the clusters have them.</summary>
    public IReadOnlyList<MeshChange> PlanTo(IReadOnlyList<MeshManifest> before, IReadOnlyList<MeshManifest> after) =>
        [.. SimulatedPlan.Between(before, after)
            .Select(
                change => change.Live is null ? change : change with { Live = Cluster(change.Cluster)[ObjectPlace.Of(change)].Content })];

    public Task<T> Call<T>(string cluster, bool writes, Func<T> effect)
    {
        lock (_gate)
        {
            var fault = Fault(_calls++, cluster);
            if (fault is SimulatedFault.Refused)
                throw new MeshException(MeshErrorId.Forbidden, MeshErrorKind.PermissionDenied, "Refused.", "");
            if (fault is SimulatedFault.Unreachable)
                throw new MeshException(MeshErrorId.ClusterUnreachable, MeshErrorKind.ConnectionError, "Unreachable.", "");
            if (fault is SimulatedFault.Unforeseen) throw new InvalidOperationException("Nobody thought of it.");
            var result = effect();
            if (writes) _broken.AddRange(Routes.BrokenRoutes());
            return fault is SimulatedFault.Unanswered
                ? throw new MeshException(MeshErrorId.ClusterTimeout, MeshErrorKind.OperationTimeout, "No answer.", "")
                : Task.FromResult(result);
        }
    }
}
