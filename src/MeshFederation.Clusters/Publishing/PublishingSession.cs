using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Publishing.Settling;
using MeshFederation.Clusters.Publishing.Waiting;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Publishing;

/// <summary>
/// One publish of one federation, from taking the leases to giving them up. While a session is open nobody else publishes the federation to
/// its clusters, and while it gives new addresses nobody else gives any there.
/// </summary>
public sealed class PublishingSession : IAsyncDisposable
{
    private readonly IReadOnlyList<(MeshCluster Cluster, KubernetesApi Api)> _clusters;
    private readonly PublisherOptions _options;
    private readonly Action<PublishingEvent> _report;
    private readonly HeldLeases _leases;
    private readonly AddressLeases _addresses;

    private PublishingSession(
        IReadOnlyList<(MeshCluster Cluster, KubernetesApi Api)> clusters,
        PublisherOptions options,
        Action<PublishingEvent> report,
        HeldLeases leases)
    {
        (_options, _report, _leases, _addresses) = (options, report, leases, new(clusters, options));
        _clusters =
            [.. clusters.Select(one => (one.Cluster, one.Api.Guarded(new LeasedWrites(one.Cluster.Name, leases, _addresses))))];
    }

    /// <summary>How publishing came out, as soon as that is known; null before.</summary>
    public PublishOutcome? Outcome { get; private set; }

    /// <summary>Is cancelled when a lease of the federation is lost.</summary>
    internal CancellationToken LeaseLost => _leases.Lost;

    /// <summary>Is cancelled when a lease of addresses is lost that is held at the moment.</summary>
    internal CancellationToken AddressesLost => _addresses.Held?.Lost ?? CancellationToken.None;

    /// <summary>Opens a session.</summary>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="clusters">Its clusters.</param>
    /// <param name="options">How to publish.</param>
    /// <param name="report">Is told what happens, from several threads.</param>
    /// <param name="connect">The API of a cluster; null for the connections of the session.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The session.</returns>
    /// <exception cref="MeshException">Somebody else publishes the federation, or a cluster does not give its lease.</exception>
    public static async Task<PublishingSession> OpenAsync(
        string federation,
        IReadOnlyList<MeshCluster> clusters,
        PublisherOptions options,
        Action<PublishingEvent> report,
        Func<MeshCluster, KubernetesApi>? connect,
        CancellationToken ct)
    {
        connect ??= KubernetesConnections.For;
        var connected = clusters.Select(cluster => (cluster, connect(cluster).Within(options.Budget))).ToList();
        var leases = await HeldLeases.TakeAsync(
            connected,
            LeaseName.Of(federation),
            options.WaitForOthers,
            Note,
            options.Clock,
            options.LeaseTimes,
            ct,
            options.HasTime,
            options.Removes ? Without : null).ConfigureAwait(false);
        return new(connected, options, report, leases);

        void Without(string text) => report(new PublishingNote(text, IsWarning: true));

        void Note(string text) => report(new PublishingNote(text));
    }

    /// <summary>
    /// Whether a plan that changes nothing is still to be noted in the history, since there is none, its newest revision was cut off, or
    /// does not say what was declared.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="connect">The API of a cluster; null for the connections of the session.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>True when it is.</returns>
    public static async Task<bool> NeedsRevisionAsync(MeshPlan plan, Func<MeshCluster, KubernetesApi>? connect, CancellationToken ct)
    {
        connect ??= KubernetesConnections.For;
        var history = await PublishedHistory.OpenAsync(
            plan.Name, [.. plan.Cluster.Select(cluster => (cluster, connect(cluster)))], new(), ct).ConfigureAwait(false);
        return history.IsIncomplete || (plan.Declaration is not null && history.LacksDeclaration);
    }

    /// <summary>Asks the servers by dry runs whether they would take the changes of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="connect">The API of a cluster; null for the connections of the session.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>What they say, by object.</returns>
    public static Task<IReadOnlyDictionary<ChangeKey, DryRunAnswer>> DryRunAsync(
        MeshPlan plan, Func<MeshCluster, KubernetesApi>? connect, CancellationToken ct) =>
            DryRunWriter.RunAsync(plan, connect ?? KubernetesConnections.For, PublisherOptions.DefaultThrottleLimit, ct);

    /// <summary>Looks whether a plan still holds, now that nobody else can publish.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>
    /// The same plan with the objects as the clusters have them now, and what has moved on; when anything has, the plan must be made anew.
    /// </returns>
    /// <exception cref="MeshException">It wants what no federation writes, or a cluster cannot be read.</exception>
    public async Task<(MeshPlan Now, IReadOnlyList<string> Moved)> RefreshAsync(MeshPlan plan, CancellationToken ct)
    {
        PlanHonesty.RequireOwnContent(plan);
        await _addresses.GuardAsync(plan, _leases.TakenFrom, ct).ConfigureAwait(false);
        await _leases.CatchUpAsync().ConfigureAwait(false);

        // What is no longer wanted and stays belongs into the history, so it is looked for in any case.
        var options = new ComparisonOptions
        {
            Prune = true,
            Force = plan.Force,
            NeedsEveryKind = plan.Prune,
            NeedsHistory = _options.NeedsHistory,
            Expelled = _options.Expelled,
        };
        var comparer = new FederationComparer(options, Connect);
        var now = await comparer.CompareAgainAsync(plan, ct).ConfigureAwait(false);
        foreach (var note in now.Notes) _report(new PublishingNote(note, IsWarning: true));
        return (now.Plan, PlanFreshness.Check(plan, now.Plan));
    }

    /// <summary>Publishes.</summary>
    /// <param name="plan">The plan that was decided on.</param>
    /// <param name="now">The plan as <see cref="RefreshAsync"/> gave it.</param>
    /// <param name="declined">The objects that somebody declined to change.</param>
    /// <param name="stop">Stops, and puts back what was done.</param>
    /// <returns>How it came out.</returns>
    /// <exception cref="MeshException">The history cannot be written; nothing was changed.</exception>
    public async Task<PublishOutcome> PublishAsync(MeshPlan plan, MeshPlan now, IReadOnlySet<ChangeKey> declined, CancellationToken stop)
    {
        var planned = plan.Changes.Select(ChangeKey.Of).ToHashSet();
        var (changes, skipped) = DeclinedChanges.Leave(
            [.. now.Changes.Where(change => planned.Contains(ChangeKey.Of(change)))], change => declined.Contains(ChangeKey.Of(change)));
        foreach (var change in skipped) _report(new ChangeReported(change));
        var histories = await PublishedHistory.OpenAsync(plan.Name, _clusters, _options, stop, _leases.Takeovers).ConfigureAwait(false);
        var earlier = histories.WasCutOff ? Written(now) : [];
        var kept = now.Changes.Where(change => change.Action == ChangeAction.Delete).Except(changes).ToList();
        histories.Declaration = RecordedDeclaration.Of(plan.Declaration, kept.Count + skipped.Count == 0 && !plan.DeclarationIsPart);
        await histories.BeginAsync(
            [.. changes, .. kept.Select(change => change with { Action = ChangeAction.Unchanged }), .. skipped],
            stop).ConfigureAwait(false);
        foreach (var problem in histories.Unwritten) _report(new PublishingNote(problem, IsWarning: true));

        var objects = _clusters.ToDictionary(
            cluster => cluster.Cluster.Name, IClusterObjects (cluster) => new ApiObjects(cluster.Api), StringComparer.Ordinal);
        using var settling =
            new ProxySettling(plan.Name, _clusters, new(_options.SettleTimeout, _options.SettleTime), Report, _options.Clock);
        var options = new RunOptions(_options.ThrottleLimit, _options.NoRollback, _options.Grace)
        {
            PutBackLimit = _options.PutBackLimit,
            BeforeWrite = EnsureLeasesAsync,
            IsLost = _leases.IsLostAsync,
            Clock = _options.Clock,
            Settling = _options.Settling?.Invoke(_clusters, Report) ?? settling,
            Earlier = earlier,
            Removes = _options.Removes,
        };
        var run = new PublishingRun(changes, cluster => objects[cluster], options, Report);
        var addresses = _addresses.Held;
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(_leases.Lost, addresses?.Lost ?? CancellationToken.None);
        var result = await run.ExecuteAsync(stop, lost.Token).ConfigureAwait(false);
        _ = _addresses.ReleaseAsync();
        if (result == RunResult.Done && await LossAtEndAsync(stop).ConfigureAwait(false) is { } late)
        {
            await EndAsync(histories, RunResult.Left, stop).ConfigureAwait(false);
            return Outcome = new(0, LeaseErrors.AfterLastWrite(late, plan.Name, changes.Count));
        }

        var isNoted = await EndAsync(histories, result, stop).ConfigureAwait(false);
        var isStopped = stop.IsCancellationRequested || lost.IsCancellationRequested || _leases.Loss is not null;
        var error = run.Error(plan.Name, result, isStopped);
        return Outcome = new(
            result == RunResult.Done ? histories.Revision : 0,
            error is not null && (_leases.Loss ?? addresses?.Loss) is { } loss ? LeaseErrors.With(loss, error) : error)
        { IsNoted = isNoted };
    }

    /// <summary>Waits until Istio has taken what a plan makes and changes, as far as that can be seen.</summary>
    /// <param name="plan">The plan, published.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>One error for each cluster whose Istio did not take everything within the time.</returns>
    public Task<IReadOnlyList<MeshException>> WaitAsync(MeshPlan plan, TimeSpan limit, CancellationToken ct) =>
        new FederationWait(_clusters, _report, _options.Clock).RunAsync(plan, limit, ct);

    /// <summary>Gives the leases up.</summary>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_addresses.ReleaseAsync(), _leases.DisposeAsync().AsTask()).ConfigureAwait(false);

    /// <summary>Why the leases may have been somebody else's while the last wave was written; null when they were ours.</summary>
    private async Task<MeshException?> LossAtEndAsync(CancellationToken stop)
    {
        await _leases.EnsureAsync(stop, isLast: true).ConfigureAwait(false);
        return _leases.Loss;
    }

    /// <summary>
    /// Notes in the histories how it came out, but in no cluster whose lease was lost; says whether that was done in all.
    /// </summary>
    private async Task<bool> EndAsync(PublishedHistory histories, RunResult result, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _options.Clock);
        await using var hurry = stop.Register(() => limit.CancelAfter(_options.Grace)).ConfigureAwait(false);
        var names = _clusters.Select(cluster => cluster.Cluster.Name).ToList();
        var lost = await Task.WhenAll(names.Select(_leases.IsLostAsync)).ConfigureAwait(false);
        var ours = names.Where((_, index) => !lost[index]).ToHashSet(StringComparer.Ordinal);
        var problems = await histories.EndAsync(result, ours.Contains, limit.Token).ConfigureAwait(false);
        foreach (var problem in problems) _report(new PublishingNote(problem, IsWarning: true));
        return problems.Count == 0 && ours.Count == names.Count;
    }

    private static IReadOnlyCollection<WrittenObject> Written(MeshPlan now) => [.. now.Changes.Where(change => change.Live is not null)
        .Select(change => new WrittenObject(change.Cluster, ObjectPlace.Of(change), ObjectState.Of(change.Live!).ResourceVersion))];

    private async Task<bool> EnsureLeasesAsync(CancellationToken stop) => await _leases.EnsureAsync(stop).ConfigureAwait(false)
        && (_addresses.Held is not { } addresses || await addresses.EnsureAsync(stop).ConfigureAwait(false));

    private KubernetesApi Connect(MeshCluster cluster) => _clusters.First(known => known.Cluster.Name == cluster.Name).Api;

    /// <summary>
    /// From the first route, or move, on the addresses are in ServiceEntries, where everybody sees them; what is put back gives none.
    /// </summary>
    private void Report(PublishingEvent happened)
    {
        _report(happened);
        if (happened is WaveBegan { Wave: > PublishingWave.RulesChanged } or SettlingBegan { Wave: > PublishingWave.RulesChanged }
            or WaveBegan { IsUndone: true })
        {
            _ = _addresses.ReleaseAsync();
        }
    }
}
