using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Clusters.Checking;

/// <summary>
/// Reads live clusters for checks, traces and rules. Nothing is changed by it: all that is not read is a dry run of comparing.
/// </summary>
public sealed class LiveChecker
{
    private readonly Func<MeshCluster, KubernetesApi> _connect;
    private readonly int _throttleLimit;
    private readonly TimeBudget _budget;

    /// <summary>Makes one.</summary>
    /// <param name="throttleLimit">How many clusters are read at the same time.</param>
    /// <param name="budget">How long all of it may take, and clusters that are away are waited for.</param>
    /// <param name="connect">The API of a cluster; null for the connections of the session.</param>
    public LiveChecker(int throttleLimit, TimeBudget budget, Func<MeshCluster, KubernetesApi>? connect = null) =>
        (_throttleLimit, _budget, _connect) =
            (throttleLimit, budget, connect ?? (cluster => KubernetesConnections.For(cluster, budget)));

    /// <summary>Looks names of gateways up.</summary>
    internal GatewayNames Names { get; init; } = new();

    /// <summary>Whether the certificates of authorities are read, which stand in a Secret beside the key.</summary>
    public bool ReadsAuthorities { get; init; }

    /// <summary>By which time is measured, and certificates expire.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads clusters, and compares a federation with them.</summary>
    /// <param name="name">The name of the federation.</param>
    /// <param name="services">The declarations.</param>
    /// <param name="pool">Where addresses come from.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>What there is to check.</returns>
    /// <exception cref="MeshException">The declarations do not fit together.</exception>
    public async Task<CheckScene> ReadAsync(string name, IReadOnlyList<MeshService> services, AddressPool pool, CancellationToken ct)
    {
        services = await Names.ResolveAsync(services, ct).ConfigureAwait(false);
        var federation = Federation.Create(name, services, pool);
        var clusters = federation.Services.SelectMany(service => service.Cluster.Concat(service.ClientCluster))
            .DistinctBy(cluster => cluster.Name, StringComparer.Ordinal).ToList();
        var options = new ComparisonOptions { Names = Names, ThrottleLimit = _throttleLimit, Timeout = _budget.Left, Clock = Clock };
        var comparing = new FederationComparer(options, _connect).CompareAsync(name, services, pool, ct);
        var read = await ReadAsync(clusters, ct).ConfigureAwait(false);
        var comparison = await comparing.ConfigureAwait(false);
        return new(federation, await TunnelNames.LookUpAsync(Names, read, ct).ConfigureAwait(false), comparison.Plan, Clock.GetUtcNow());
    }

    /// <summary>Reads clusters of which nothing is declared.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>What there is to check.</returns>
    public async Task<CheckScene> ReadSceneAsync(IReadOnlyList<MeshCluster> clusters, CancellationToken ct)
    {
        var read = await ReadAsync(clusters, ct).ConfigureAwait(false);
        return new(null, await TunnelNames.LookUpAsync(Names, read, ct).ConfigureAwait(false), null, Clock.GetUtcNow());
    }

    /// <summary>Reads clusters.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>What was read of each, those that do not answer included.</returns>
    public async Task<IReadOnlyList<CheckedCluster>> ReadAsync(IReadOnlyList<MeshCluster> clusters, CancellationToken ct)
    {
        var reader = new LiveClusterReader(_connect, Clock, ReadsAuthorities);
        var read = new List<CheckedCluster>();
        var answers = new SideBySide(_throttleLimit, _budget).RunAsync(
            clusters,
            reader.ReadAsync,
            static (cluster, failure) => new CheckedCluster(cluster) { Failure = failure },
            static cluster => cluster.Context,
            ct);
        await foreach (var cluster in answers.ConfigureAwait(false)) read.Add(cluster);
        return [.. read.OrderBy(cluster => cluster.Name, StringComparer.Ordinal)];
    }
}
