using System.Collections.Concurrent;
using MeshFederation.Analysis.Access;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Histories;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Routing;

namespace MeshFederation.Clusters.Identity.Trust;

/// <summary>
/// Finds the callers whom trust domains that are accepted lead past AuthorizationPolicies of what federations have published already:
/// until then the handshake kept them out, and no publish judged them.
/// </summary>
internal sealed class TrustOpening(IReadOnlyList<MeshConfigState> states, IReadOnlyList<PatchedConfig> made)
{
    private readonly UnknownAccess _unknown = new();
    private readonly ConcurrentBag<MeshManifest> _objects = [];
    private readonly ConcurrentDictionary<string, HashSet<string>> _unread = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<(string Federation, ClusterHistory History)> _histories = [];

    /// <summary>What keeps it from being known, in sentences.</summary>
    public IReadOnlyList<string> Unknown => [.. _unknown.Sentences];

    /// <summary>What becomes open to callers of other clusters and no policy guards, in sentences.</summary>
    public IReadOnlyList<string> Open { get; private set; } = [];

    /// <summary>Finds them.</summary>
    /// <param name="connect">The API of a cluster.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<IReadOnlyList<MeshAccess>> FindAsync(Func<MeshCluster, KubernetesApi> connect, CancellationToken ct)
    {
        await Task.WhenAll(made.Select(one => ReadAsync(connect(one.State.Cluster), one.State.Cluster, ct))).ConfigureAwait(false);
        var (now, then) = (Clusters(isPatched: false), Clusters(isPatched: true));
        var services = await ServicesAsync(now, ct).ConfigureAwait(false);
        var lines = AccessComparison.Of(Mesh(now), Mesh(then), services, now);
        foreach (var line in lines.Where(line => line is { After: AccessReach.Unknown, Before: AccessReach.None, Policy: not null }))
            _unknown.AddUndecided(line);
        Open = [.. UnguardedService.Sentences(UnguardedService.Of(lines))];
        return [.. lines.Where(line => line.IsWidening)];
    }

    private RoutingMesh Mesh(IReadOnlyList<MeshCluster> clusters) => new(_objects, [], clusters, unread: _unread.GetValueOrDefault);

    private IReadOnlyList<MeshCluster> Clusters(bool isPatched) =>
    [
        .. states.Select(state =>
        {
            var fields = isPatched ? made.FirstOrDefault(one => one.State == state)?.Fields ?? [] : [];
            var mesh = MeshConfiguration.Of(
                fields.Aggregate(state.Effective, (changed, field) => changed.With(field.Name, field.Value)));
            return state.Cluster with
            {
                TrustDomain = mesh.TrustDomain,
                Facts = (state.Cluster.Facts ?? new()) with
                {
                    RootNamespace = mesh.RootNamespace ?? state.Cluster.IstioNamespace,
                    TrustDomainAlias = mesh.TrustDomainAlias,
                    TrustedDomain = mesh.TrustedDomain,
                },
            };
        }),
    ];

    private async Task ReadAsync(KubernetesApi api, MeshCluster cluster, CancellationToken ct)
    {
        await Task.WhenAll(AccessComparison.Kinds.Select(kind => ListAsync(api, cluster, kind, ct)).Append(RecordsAsync(api, cluster, ct)))
            .ConfigureAwait(false);
    }

    private async Task ListAsync(KubernetesApi api, MeshCluster cluster, ReadKind kind, CancellationToken ct)
    {
        try
        {
            var resource = ResourceKinds.Of(kind, cluster.IstioVersion);
            var list = await api.ListAsync(resource, null, null, ct).ConfigureAwait(false);
            foreach (var item in list.Item)
            {
                var typed = item.With("apiVersion", resource.ApiVersion).With("kind", resource.Kind);
                _objects.Add(new(cluster.Name, typed));
            }
        }
        catch (MeshException exception)
        {
            var kinds = _unread.GetOrAdd(cluster.Name, static _ => new(StringComparer.Ordinal));
            lock (kinds) kinds.Add(kind.Title);
            _unknown.AddFailed(cluster, $"its {kind.Title} objects", exception.Message);
        }
    }

    private async Task RecordsAsync(KubernetesApi api, MeshCluster cluster, CancellationToken ct)
    {
        try
        {
            foreach (var same in await ClusterHistory.ReadAllAsync(api, cluster, ct).ConfigureAwait(false))
            {
                foreach (var history in same.Where(history => history.Revisions.Count > 0))
                {
                    _histories.Add((same.Key, history));
                    if (history.Revisions[^1].Cluster is var name && name != cluster.Name) _unknown.AddRenamed(cluster, same.Key, name);
                }
            }
        }
        catch (MeshException exception)
        {
            _unknown.AddFailed(cluster, "what federations have published there", exception.Message);
        }
    }

    /// <summary>What federations serve by their newest revisions, as all clusters record them.</summary>
    private async Task<IReadOnlyList<MeshService>> ServicesAsync(IReadOnlyList<MeshCluster> clusters, CancellationToken ct)
    {
        var services = new List<MeshService>();
        var federations = _histories.GroupBy(one => one.Federation, StringComparer.Ordinal);
        foreach (var same in federations.OrderBy(same => same.Key, StringComparer.Ordinal))
        {
            var histories = same.Select(one => one.History).ToList();
            foreach (var number in RecordedServices.Numbers(histories))
            {
                if (await RecordedServices.ReadAsync(number, histories, clusters, ct).ConfigureAwait(false) is not { } read)
                {
                    _unknown.AddUnrecorded(same.Key);
                    continue;
                }

                services.AddRange(read.Service);
                if (!read.IsWhole) _unknown.AddPart(same.Key);
                if (read.Differing is var (one, other)) _unknown.AddDiffering(same.Key, number, one, other);
                foreach (var cluster in read.Unread)
                {
                    _unknown.AddFailed(
                        cluster, FormattableString.Invariant($"its declaration of revision {number} of '{same.Key}'"), "others keep one.");
                }
            }
        }

        return Judged(services);
    }

    /// <summary>Policies for services that are called in ambient mode are not judged, and that is said.</summary>
    private List<MeshService> Judged(IEnumerable<MeshService> services)
    {
        var all = RecordedServices.Joined(services);
        foreach (var service in all.Where(AmbientClusters.IsAmbient))
        {
            foreach (var cluster in made.Select(one => one.State.Cluster).Where(cluster => service.In(cluster.Name) is not null))
                _unknown.AddAmbient(cluster, service);
        }

        return [.. all.Where(service => !service.IsAmbient())];
    }
}
