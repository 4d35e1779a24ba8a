using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Names;
using MeshFederation.Clusters.Times;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Declarations;

namespace MeshFederation.Clusters.Comparing;

/// <summary>
/// Compares a federation with the clusters it is for. Nothing is written; the server is asked by a dry run about those objects only of
/// which the lists do not tell whether they would change. One cluster that cannot be read does not keep the others from being compared.
/// </summary>
public sealed class FederationComparer
{
    private readonly Func<MeshCluster, KubernetesApi> _connect;
    private readonly ComparisonOptions _options;

    /// <summary>Makes one.</summary>
    /// <param name="options">How to compare.</param>
    /// <param name="connect">The API of a cluster; null for the connections of the session.</param>
    public FederationComparer(ComparisonOptions options, Func<MeshCluster, KubernetesApi>? connect = null) =>
        (_options, _connect) = (options, connect ?? KubernetesConnections.For);

    /// <summary>
    /// Compares declarations. Addresses that the federation has in a cluster are kept, those of others are planned round.
    /// </summary>
    /// <param name="name">The name of the federation.</param>
    /// <param name="services">The declarations.</param>
    /// <param name="pool">Where new addresses come from.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="MeshException">The declarations do not fit together.</exception>
    public Task<Comparison> CompareAsync(string name, IReadOnlyList<MeshService> services, AddressPool pool, CancellationToken ct) =>
        CompareAsync(name, services, [], pool, ct);

    /// <summary>Compares declarations, and objects that are wanted beside what they need.</summary>
    /// <param name="name">The name of the federation.</param>
    /// <param name="services">The declarations.</param>
    /// <param name="asked">The objects.</param>
    /// <param name="pool">Where new addresses come from.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="MeshException">The declarations do not fit together, or an object does not fit to them.</exception>
    public async Task<Comparison> CompareAsync(
        string name, IReadOnlyList<MeshService> services, IReadOnlyList<AskedObject> asked, AddressPool pool, CancellationToken ct)
    {
        services = await _options.Names.ResolveAsync(services, ct).ConfigureAwait(false);
        var federation = Federation.Create(name, services, pool).With(asked);
        var draft = FederationPlanner.PlanSeen(federation);
        IReadOnlyList<MeshCluster> clusters =
            [.. federation.Clusters.Concat(_options.OtherCluster).DistinctBy(cluster => cluster.Name, StringComparer.Ordinal)];
        var comparison = await CompareAsync(name, clusters, draft, Replan, () => new(federation.Services, []), ct).ConfigureAwait(false);
        return comparison with
        {
            Plan = comparison.Plan with { Declaration = Declaration(), DeclarationIsPart = asked.Count > 0 },
            LeftOut = [.. federation.LeftOut, .. federation.Assumed],
            Notes = [.. comparison.Notes, .. MovedGateways.In(comparison.Plan, federation)],
        };

        UnstructuredMap Declaration() =>
            DeclarationWriter.Write(services, name, pool.Range == AddressPool.DefaultRange ? null : pool.Range);

        IEnumerable<MeshManifest> Replan(MeshCluster cluster, AddressesInUse inUse)
        {
            var addresses = new Dictionary<string, AddressesInUse>(StringComparer.Ordinal) { [cluster.Name] = inUse };
            return FederationPlanner.PlanSeen(Federation.Create(name, services, pool, addresses).With(asked));
        }
    }

    /// <summary>
    /// Compares what a plan wants with the clusters of now, so that <see cref="PlanFreshness"/> can tell whether it still holds.
    /// </summary>
    /// <param name="plan">The plan, made a moment ago or read from a file.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The plan of now.</returns>
    public Task<Comparison> CompareAgainAsync(MeshPlan plan, CancellationToken ct)
    {
        var wanted = plan.Changes.Where(change => change.Wanted is not null)
            .Select(change => new MeshManifest(change.Cluster, change.Wanted!) { Step = change.Step }).ToList();
        var known = plan.Changes.Where(change => change.Live is not null).ToLookup(change => change.Cluster, StringComparer.Ordinal);
        return CompareAsync(plan.Name, plan.Cluster, wanted, null, Services, ct, Known);

        WantedServices Services() => WantedServices.Of(plan);

        IEnumerable<UnstructuredMap> Known(MeshCluster cluster) => known[cluster.Name].Select(change => change.Live!);
    }

    /// <summary>Compares objects that were planned already, as those of an earlier revision.</summary>
    /// <param name="name">The name of the federation.</param>
    /// <param name="clusters">The clusters that it is for.</param>
    /// <param name="wanted">The objects that are wanted, in the order of publishing.</param>
    /// <param name="declaration">The declaration that they are of; null where none is kept.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The plan.</returns>
    public async Task<Comparison> CompareAsync(
        string name,
        IReadOnlyList<MeshCluster> clusters,
        IReadOnlyList<MeshManifest> wanted,
        UnstructuredMap? declaration,
        CancellationToken ct)
    {
        var services = WantedServices.Of(name, clusters, wanted, declaration);
        var comparison = await CompareAsync(name, clusters, wanted, null, () => services, ct).ConfigureAwait(false);
        return comparison with
        {
            Plan = comparison.Plan with { Declaration = declaration, DeclarationIsPart = services.Beside.Count > 0 },
        };
    }

    private async Task<Comparison> CompareAsync(
        string name,
        IReadOnlyList<MeshCluster> clusters,
        IReadOnlyList<MeshManifest> draft,
        Replan? replan,
        Func<WantedServices> services,
        CancellationToken ct,
        Func<MeshCluster, IEnumerable<UnstructuredMap>>? known = null)
    {
        var created = _options.Clock.GetUtcNow();
        var terms = new ComparisonTerms(name, _options.Prune, _options.Force);
        using var limit = new TimeLimit(_options.Timeout, _options.Clock, ct);
        using var throttle = new SemaphoreSlim(_options.ThrottleLimit);
        var drafts = draft.ToLookup(manifest => manifest.Cluster, StringComparer.Ordinal);
        var asked = clusters.Select(cluster =>
            new AskedCluster(cluster, terms, _options.NeedsEveryKind ?? _options.Prune, [.. drafts[cluster.Name]], replan)
            {
                Known = known?.Invoke(cluster),
            }).ToList();
        await Task.WhenAll(asked.Select(one => one.AskAsync(_connect, throttle, _options.Clock, limit.Token))).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        var missing = RequireHistories(name, asked);
        var (widening, unknown, open) = await OpenedAsync(asked, services, limit.Token).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        var plan = PlanAssembly.Of(terms, asked, created) with
        {
            Widening = widening,
            UnknownAccess = unknown,
            OpenAccess = open,
        };
        return new(plan, [.. asked.Select(one => one.Failure).OfType<MeshException>()])
        {
            Notes = [.. asked.SelectMany(one => one.Notes), .. missing],
        };
    }

    /// <summary>What is not read in time is not known; the clusters could be compared all the same.</summary>
    private async Task<(ValueList<MeshAccess> Widening, ValueList<string> Unknown, ValueList<string> Open)> OpenedAsync(
        IReadOnlyList<AskedCluster> asked, Func<WantedServices> services, CancellationToken ct)
    {
        var opened = new OpenedAccess(asked, _options, _connect);
        try
        {
            var found = await opened.FindAsync(services, ct).ConfigureAwait(false);
            return (found.ToValueList(), opened.Unknown.ToValueList(), opened.Open.ToValueList());
        }
        catch (OperationCanceledException)
        {
            return ([], opened.Unknown.Append(UnknownAccess.Late).ToValueList(), opened.Open.ToValueList());
        }
    }

    /// <summary>
    /// What was published to a cluster without a record is not known, so nothing is told of what is no longer wanted there.
    /// </summary>
    private IEnumerable<string> RequireHistories(string federation, IReadOnlyList<AskedCluster> asked)
    {
        var read = asked.Where(one => one is { Failure: null, Revisions: not null }).Select(one => (one.Cluster, one.Revisions!)).ToList();
        var missing = MissingRecord.OfNewest(federation, read, isNamed: static _ => true);
        if (!_options.NeedsHistory) return missing.Select(record => $"{MeshErrorId.HistoryMissing}: {record} Publishing records it anew.");
        foreach (var record in missing)
            asked.First(one => one.Cluster.Name == record.Cluster.Name).Refuse(HistoryErrors.Missing(record));
        return [];
    }
}
