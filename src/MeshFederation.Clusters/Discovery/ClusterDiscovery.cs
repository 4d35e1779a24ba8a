using System.Collections.Concurrent;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads clusters side by side.</summary>
public sealed class ClusterDiscovery
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    private readonly DiscoveryOptions _options;
    private readonly string? _kubeconfig;

    /// <summary>Makes a reader.</summary>
    /// <param name="kubeconfig">The kubeconfig file, or null for the usual ones.</param>
    /// <param name="options">How to read.</param>
    public ClusterDiscovery(string? kubeconfig, DiscoveryOptions options) => (_kubeconfig, _options) = (kubeconfig, options);

    /// <summary>Reads clusters. Who stops taking results stops the reading, too.</summary>
    /// <param name="targets">The clusters.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Each cluster, in the order in which they are read.</returns>
    public IAsyncEnumerable<DiscoveredCluster> ReadAsync(IReadOnlyList<DiscoveryTarget> targets, CancellationToken ct)
    {
        var budget = _options.Budget ?? CommandBudget.Of(Usual, isAsked: false);
        return new SideBySide(_options.ThrottleLimit, budget).RunAsync(
            targets,
            (target, limit) => ReadOneAsync(target, budget, limit),
            (target, failure) => new(target, null, failure, []),
            target => target.Context,
            ct);
    }

    private async Task<DiscoveredCluster> ReadOneAsync(DiscoveryTarget target, TimeBudget budget, CancellationToken ct)
    {
        var warnings = new ConcurrentQueue<string>();
        var api = KubernetesConnections.For(target.Context, _kubeconfig).Within(budget);
        var cluster = await new ClusterProbe(api, target, _options, warnings.Enqueue).ReadAsync(ct).ConfigureAwait(false);
        return new(
            target,
            cluster with { Kubeconfig = _kubeconfig, DefaultNamespace = api.DefaultNamespace },
            null,
            warnings.Order(StringComparer.Ordinal).ToValueList());
    }
}
