using System.Collections.Concurrent;
using MeshFederation.Analysis.Access;
using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Ambient;

namespace MeshFederation.Clusters.Comparing;

/// <summary>
/// Finds in a comparison the callers whom publishing leads past AuthorizationPolicies. It costs no request where clusters have none, and
/// else the mesh configurations, the Services of namespaces that policies are for, since only these tell the pods, and with pruning the
/// declaration of the last revision.
/// </summary>
internal sealed class OpenedAccess(
    IReadOnlyList<AskedCluster> asked, ComparisonOptions options, Func<MeshCluster, KubernetesApi> connect)
{
    private readonly UnknownAccess _unknown = new();
    private readonly ConcurrentBag<string> _withoutServices = [];
    private readonly List<UnguardedService> _unguarded = [];

    /// <summary>What keeps it from being known whether somebody gets past a policy, in sentences.</summary>
    public IEnumerable<string> Unknown => _unknown.Sentences;

    /// <summary>What becomes open to callers of other clusters and no policy guards, in sentences.</summary>
    public IEnumerable<string> Open => UnguardedService.Sentences(_unguarded);

    /// <summary>Finds them. What policies do to callers of ambient services is not judged, and said.</summary>
    /// <param name="wanted">The services that there will be.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<IReadOnlyList<MeshAccess>> FindAsync(Func<WantedServices> wanted, CancellationToken ct)
    {
        var declaration = new Lazy<WantedServices>(wanted);
        var unread = asked.Where(one => one.Unread.Contains(ReadKind.AuthorizationPolicy)).ToList();
        if (unread.Count == 0 && !asked.SelectMany(one => one.Now.Concat(one.Last)).Any(ReadKind.AuthorizationPolicy.Type.Is))
        {
            AddUnguarded([.. asked.Select(one => one.Cluster)], declaration);
            return [];
        }

        var (services, beside) = declaration.Value;
        if (services is null) _unknown.AddUndeclared();
        if (beside.Count > 0) _unknown.AddBeside(beside);
        var left = options.Prune ? await EarlierServices.LeftAsync(asked, services ?? [], _unknown, ct).ConfigureAwait(false) : [];
        var declared = (services ?? []).Concat(left).ToList();
        IReadOnlyList<MeshService> all = [.. declared.Where(service => !service.IsAmbient())];
        foreach (var one in unread.Where(one => declared.Exists(service => OpenServices.IsOpen(service, one.Cluster))))
            _unknown.AddUnread(one.Cluster, ReadKind.AuthorizationPolicy, "");

        var clusters = await LiveTrust.ReadAsync(Clusters(all), options.Expelled, connect, _unknown, ct).ConfigureAwait(false);
        AddUnguarded(clusters, declaration);
        foreach (var service in declared.Where(AmbientClusters.IsAmbient))
        {
            foreach (var cluster in service.Cluster.Where(cluster => OpenServices.IsOpen(service, cluster)))
            {
                if (Guarded(cluster)(service.Namespace)) _unknown.AddAmbient(cluster, service);
            }
        }

        var guarded = clusters.ToDictionary(cluster => cluster.Name, Guarded, StringComparer.Ordinal);
        var concerned = all.Where(service => service.Instance.Any(instance => IsGuarded(service, instance.Cluster))).ToList();
        var places = concerned
            .SelectMany(
                service => service.Instance.Where(item => IsGuarded(service, item.Cluster)),
                (service, instance) => (instance.Cluster, service.Namespace))
            .DistinctBy(place => (place.Cluster.Name, place.Namespace));
        var lists = await Task.WhenAll(places.Select(place => ListAsync(place.Cluster, place.Namespace, ct))).ConfigureAwait(false);
        var pods = lists.SelectMany(static list => list).ToList();
        var lines = AccessComparison.Of(
            new(asked.SelectMany(one => one.Now).Concat(pods), [], clusters, unread: UnreadOf),
            new(asked.SelectMany(one => one.Last).Concat(pods), concerned, clusters, unread: UnreadOf),
            concerned,
            clusters);
        foreach (var line in lines.Where(line => line is { After: AccessReach.Unknown, Before: AccessReach.None, Policy: not null }))
        {
            if (!_withoutServices.Contains(line.Cluster, StringComparer.Ordinal)) _unknown.AddUndecided(line);
        }

        _unguarded.AddRange(UnguardedService.Of(lines));
        return [.. lines.Where(line => line.IsWidening), .. PastWaypoints(services ?? [])];

        bool IsGuarded(MeshService service, MeshCluster cluster) =>
            guarded.TryGetValue(cluster.Name, out var spaces) && spaces(service.Namespace);
    }

    /// <summary>Without any policy of their namespace no request tells more, whatever mode they are called in.</summary>
    /// <param name="clusters">The clusters, as they are known best: that tells which namespace's policies are for all.</param>
    /// <param name="declaration">The services that there will be.</param>
    private void AddUnguarded(IReadOnlyList<MeshCluster> clusters, Lazy<WantedServices> declaration)
    {
        foreach (var one in asked.Where(one => one.Failure is null))
        {
            if (one.Unread.Contains(ReadKind.AuthorizationPolicy)) continue;
            var isGuarded = Guarded(clusters.FirstOrDefault(cluster => cluster.Name == one.Cluster.Name) ?? one.Cluster);
            var clients = asked.Select(other => other.Cluster);
            if (!one.Unread.Contains(ReadKind.Gateway))
                _unguarded.AddRange(UnguardedService.Of(one.Cluster, one.Now, one.Last, () => InMode(isAmbient: false), clients));
            if (!one.Unread.Overlaps([ReadKind.ApiGateway, ReadKind.Service]))
                _unguarded.AddRange(UnguardedService.OfTunnels(one.Cluster, one.Now, one.Last, () => InMode(isAmbient: true), clients));

            IEnumerable<MeshService> InMode(bool isAmbient) =>
                Known(declaration).Where(service => service.IsAmbient() == isAmbient && !isGuarded(service.Namespace));
        }
    }

    /// <summary>The services; where no declaration tells them, hosts open of which nobody knows who guards them.</summary>
    private IReadOnlyList<MeshService> Known(Lazy<WantedServices> declaration)
    {
        if (declaration.Value.Known is { } services) return services;
        _unknown.AddUndeclared();
        return [];
    }

    /// <summary>
    /// Those whom a waypoint of their own cluster leads past policies at that of the serving one, where none has done so before.
    /// </summary>
    private IEnumerable<MeshAccess> PastWaypoints(IEnumerable<MeshService> services) => UnaskedPolicies
        .Of(services, cluster => Of(cluster)?.Last.Where(ReadKind.AuthorizationPolicy.Type.Is) ?? [])
        .Where(past => Of(past.Server)?.Now.Any(item =>
            ReadKind.Service.Type.Is(item) && item.Namespace == past.Service.Namespace && item.Name == past.Share) is not true)
        .SelectMany(past => past.Service.Port, (past, port) =>
            new MeshAccess(past.Server.Name, past.Service.ToString(), port.ToString(), past.Client.Name, past.Client.TrustDomain + "/*")
            {
                Before = AccessReach.Unknown,
                After = AccessReach.All,
                Policy = past.Policy.ToString(),
                IsWidening = true,
                Message = $"{past.Policy} is asked at the waypoint of {past.Server.Name}, and what a waypoint of {past.Client.Name} has "
                    + "split does not come there; one for the Service in its own cluster is asked there",
            })
        .Distinct();

    private AskedCluster? Of(MeshCluster cluster) => asked.FirstOrDefault(one => one.Cluster.Name == cluster.Name);

    /// <summary>The clusters that there are, and those of services that there were, without any that is expelled.</summary>
    private List<MeshCluster> Clusters(IEnumerable<MeshService> services) =>
    [
        .. asked.Select(one => one.Cluster).Concat(services.SelectMany(service => service.Cluster.Concat(service.ClientCluster)))
            .Where(cluster => options.Expelled?.Name.Contains(cluster.Name) is not true)
            .DistinctBy(cluster => cluster.Name, StringComparer.Ordinal),
    ];

    /// <summary>Which namespaces of a cluster have policies; those of the root namespace are for all.</summary>
    private Func<string, bool> Guarded(MeshCluster cluster)
    {
        var spaces = asked.Where(one => one.Cluster.Name == cluster.Name).SelectMany(one => one.Now.Concat(one.Last))
            .Where(ReadKind.AuthorizationPolicy.Type.Is).Select(policy => policy.Namespace).ToHashSet(StringComparer.Ordinal);
        return spaces.Contains(RootNamespace.Of(cluster)) ? static _ => true : spaces.Contains;
    }

    private HashSet<string>? UnreadOf(string cluster) =>
        asked.FirstOrDefault(one => one.Cluster.Name == cluster)?.Unread.Select(kind => kind.Title).ToHashSet(StringComparer.Ordinal);

    /// <summary>Where Services may not be read it is not known which policies are for their pods, and nothing is claimed of them.</summary>
    private async Task<IEnumerable<MeshManifest>> ListAsync(MeshCluster cluster, string space, CancellationToken ct)
    {
        if (Of(cluster) is not { Failure: null } one) return [];
        try
        {
            var list = await connect(cluster).ListAsync(ResourceKinds.Of(ReadKind.Service, cluster.IstioVersion), space, null, ct)
                .ConfigureAwait(false);
            return list.Item.Select(item => new MeshManifest(cluster.Name, item));
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.Forbidden)
        {
            _unknown.AddUnread(cluster, ReadKind.Service, space);
            _withoutServices.Add(cluster.Name);
        }
        catch (ApiException exception)
        {
            one.Refuse(exception);
        }

        return [];
    }
}
