using System.Collections.Concurrent;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Leases;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Publishing;

/// <summary>
/// The histories of a federation in all of its clusters while it is published. A revision is noted as pending before the first object is
/// written, so that a run which is cut off leaves a trace; in the end it is published, failed, or gone together with what was put back.
/// </summary>
internal sealed class PublishedHistory
{
    /// <summary>A lease may say that it was taken over any number of times.</summary>
    private const int MostPassedOver = 100;

    private readonly IReadOnlyList<(MeshCluster Cluster, ClusterHistory History)> _histories;
    private readonly PublisherOptions _options;
    private readonly string _federation;
    private readonly Dictionary<string, IReadOnlyList<UnstructuredMap>> _objects = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> _unwritten = [];

    private PublishedHistory(
        string federation,
        IReadOnlyList<(MeshCluster Cluster, ClusterHistory History)> histories,
        PublisherOptions options,
        long takeovers)
    {
        (_federation, _histories, _options) = (federation, histories, options);
        Revision = histories.Select(history => history.History.Newest).DefaultIfEmpty().Max() + 1
            + (int)Math.Clamp(takeovers, 0, MostPassedOver);
    }

    /// <summary>The number of the new revision.</summary>
    public int Revision { get; }

    /// <summary>Reads the histories.</summary>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="clusters">Its clusters.</param>
    /// <param name="options">How it is published.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="takeovers">
    /// How often the leases were taken over until they were ours. As many numbers are passed over: what those who had them note late, when
    /// a server, or what stands before it, held it back, has a number of its own.
    /// </param>
    /// <returns>The histories.</returns>
    public static async Task<PublishedHistory> OpenAsync(
        string federation,
        IReadOnlyList<(MeshCluster Cluster, KubernetesApi Api)> clusters,
        PublisherOptions options,
        CancellationToken ct,
        long takeovers = 0)
    {
        var reads = clusters.Select(async cluster =>
            (cluster.Cluster, await ClusterHistory.ReadAsync(cluster.Api, cluster.Cluster, federation, ct).ConfigureAwait(false)));
        return new(federation, await Task.WhenAll(reads).ConfigureAwait(false), options, takeovers);
    }

    /// <summary>The declaration that is published, to be kept in the record; null where there is none.</summary>
    public UnstructuredMap? Declaration { get; set; }

    /// <summary>Whether the newest revision of a cluster does not say what was declared, though it would have had the room.</summary>
    public bool LacksDeclaration =>
        _histories.Any(history => history.History.Current is not { DeclarationNote.Length: > 0 });

    /// <summary>Whether a cluster has no history, or one whose newest revision was not published to its end.</summary>
    public bool IsIncomplete => _histories.Any(history => history.History.Revisions is not [.., { State: RevisionState.Published }]);

    /// <summary>Whether the newest revision of a cluster was not published to its end.</summary>
    public bool WasCutOff => _histories.Any(history => history.History.Revisions is [.., { State: not RevisionState.Published }]);

    /// <summary>What could not be noted before the first object is written, in sentences.</summary>
    public IEnumerable<string> Unwritten => _unwritten;

    /// <summary>Notes the revision as pending in every cluster.</summary>
    public async Task BeginAsync(IReadOnlyCollection<MeshChange> changes, CancellationToken ct)
    {
        if (Revision > RevisionDocument.MostRevisions) throw HistoryErrors.NoNumber(_federation);
        foreach (var (cluster, _) in _histories) _objects[cluster.Name] = ObjectsOf(cluster, changes);
        try
        {
            await Task.WhenAll(_histories.Select(history => BeginAsync(history.Cluster, history.History, ct))).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is MeshException or OperationCanceledException)
        {
            using var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _options.Clock);
            await using var hurry = ct.Register(() => limit.CancelAfter(_options.Grace)).ConfigureAwait(false);
            await ForEachAsync(RemoveAsync, limit.Token).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Notes how it came out; says what could not be noted.</summary>
    /// <param name="result">How it came out.</param>
    /// <param name="isOurs">Whether a cluster may still be written to, by its name.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<IReadOnlyList<string>> EndAsync(RunResult result, Func<string, bool> isOurs, CancellationToken ct) => ForEachAsync(
        (cluster, history, token) => isOurs(cluster.Name) ? EndAsync(result, cluster, history, token) : Task.CompletedTask, ct);

    private Task EndAsync(RunResult result, MeshCluster cluster, ClusterHistory history, CancellationToken ct) => result switch
    {
        RunResult.Done when _options.Removes => history.RemoveAllAsync(_federation, ct),
        RunResult.Done => FinishAsync(cluster, history, ct),
        RunResult.PutBack => RemoveAsync(cluster, history, ct),
        _ => history.SaveAsync(Record(cluster, RevisionState.Failed), _objects[cluster.Name], ct),
    };

    /// <summary>What is removed whole needs no room: where nothing new is taken, that is said instead.</summary>
    private async Task BeginAsync(MeshCluster cluster, ClusterHistory history, CancellationToken ct)
    {
        try
        {
            await history.BeginAsync(Record(cluster, RevisionState.Pending), _objects[cluster.Name], ct, Declaration)
                .ConfigureAwait(false);
        }
        catch (MeshException exception) when (_options.Removes && StorageErrors.IsFull(exception))
        {
            _unwritten.Add($"That the federation is being removed could not be noted in the history of the cluster '{cluster.Name}': "
                + exception.Message);
        }
    }

    private async Task FinishAsync(MeshCluster cluster, ClusterHistory history, CancellationToken ct)
    {
        await history.SaveAsync(Record(cluster, RevisionState.Published), _objects[cluster.Name], ct).ConfigureAwait(false);
        await history.TrimAsync(_options.HistoryLimit - 1, ct).ConfigureAwait(false);
    }

    private Task RemoveAsync(MeshCluster cluster, ClusterHistory history, CancellationToken ct) =>
        history.RemoveNewAsync(Record(cluster, RevisionState.Pending), ct);

    private async Task<IReadOnlyList<string>> ForEachAsync(
        Func<MeshCluster, ClusterHistory, CancellationToken, Task> work, CancellationToken ct)
    {
        var problems = await Task.WhenAll(_histories.Select(async history =>
        {
            try
            {
                await work(history.Cluster, history.History, ct).ConfigureAwait(false);
                return "";
            }
            catch (MeshException exception)
            {
                return $"The history in the cluster '{history.Cluster.Name}' could not be written: {exception.Message}";
            }
            catch (OperationCanceledException)
            {
                return $"The history in the cluster '{history.Cluster.Name}' could not be written: the cluster did not answer in time "
                    + "after the stop.";
            }
        })).ConfigureAwait(false);
        return [.. problems.Where(problem => problem.Length > 0)];
    }

    private MeshRevision Record(MeshCluster cluster, RevisionState state) => new(_federation, cluster.Name, Revision)
    {
        State = state,
        Published = _options.Clock.GetUtcNow(),
        PublishedBy = LeaseHolder.Current,
        ModuleVersion = _options.ModuleVersion,
        FederationCluster = _histories.Select(history => history.Cluster.Name).Order(StringComparer.Ordinal).ToValueList(),
        ObjectCount = _objects[cluster.Name].Count,
        Note = _options.Note,
    };

    /// <summary>
    /// What of the federation the cluster has afterwards: what is wanted, and of what is only left as it is, that which is ours.
    /// </summary>
    private IReadOnlyList<UnstructuredMap> ObjectsOf(MeshCluster cluster, IEnumerable<MeshChange> changes) =>
        [.. changes.Where(change => change.Cluster == cluster.Name).Select(ObjectOf).OfType<UnstructuredMap>()];

    private UnstructuredMap? ObjectOf(MeshChange change) => change switch
    {
        { Action: ChangeAction.Delete } => null,
        { Action: ChangeAction.Create or ChangeAction.Update } => change.Wanted,
        { Live: null } => null,
        { Action: ChangeAction.Unchanged, Wanted: { } wanted } => wanted,
        { Adopts: true } => null,
        { Live: { } live } => new[] { OwnedContent.Of(live), OwnedContent.Declared(live) }
            .FirstOrDefault(content => new MeshManifest(cluster: change.Cluster, content).IsOf(_federation)),
    };
}
