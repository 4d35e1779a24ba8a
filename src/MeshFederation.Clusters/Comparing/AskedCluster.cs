using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Histories;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Histories;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Ambient;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Comparing;

/// <summary>
/// One cluster of a comparison, asked by itself: it waits for no other. What there is to say of it, or why it could not be asked.
/// </summary>
internal sealed class AskedCluster
{
    private readonly ComparisonTerms _terms;
    private readonly IReadOnlyList<MeshManifest> _draft;
    private readonly bool _needsEveryKind;
    private readonly Replan? _replan;

    public AskedCluster(
        MeshCluster cluster, ComparisonTerms terms, bool needsEveryKind, IReadOnlyList<MeshManifest> draft, Replan? replan) =>
            (Cluster, _terms, _needsEveryKind, _draft, _replan) = (cluster, terms, needsEveryKind, draft, replan);

    public MeshCluster Cluster { get; }

    /// <summary>What was read of the cluster before; null for nothing.</summary>
    public IEnumerable<UnstructuredMap>? Known { get; init; }

    public ComparedCluster? Result { get; private set; }

    /// <summary>What would take the control plane down.</summary>
    public IReadOnlyList<MeshFinding> Danger { get; private set; } = [];

    /// <summary>The objects that are there; empty when it could not be asked.</summary>
    public IReadOnlyList<MeshManifest> Now { get; private set; } = [];

    /// <summary>The objects that will be there.</summary>
    public IReadOnlyList<MeshManifest> Last { get; private set; } = [];

    /// <summary>What was not looked at, since it may not be read, and what is not the federation's though it looks so.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>The revisions of the federation; null when they could not be read.</summary>
    public IReadOnlyList<MeshRevision>? Revisions => History?.Revisions;

    /// <summary>The history of the federation; null when it could not be read.</summary>
    public ClusterHistory? History { get; private set; }

    /// <summary>The kinds of which nothing is known, since they may not be read.</summary>
    public IReadOnlySet<ReadKind> Unread { get; private set; } = new HashSet<ReadKind>();

    public MeshException? Failure { get; private set; }

    /// <summary>Asks the cluster, and keeps what went wrong.</summary>
    public async Task AskAsync(Func<MeshCluster, KubernetesApi> connect, SemaphoreSlim throttle, TimeProvider clock, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        try
        {
            await throttle.WaitAsync(ct).ConfigureAwait(false);
            try
            {
                Result = await Task.Run(() => CompareAsync(connect(Cluster), ct), ct).ConfigureAwait(false);
            }
            finally
            {
                throttle.Release();
            }
        }
        catch (MeshException exception)
        {
            Failure = exception;
        }
        catch (OperationCanceledException exception)
        {
            Failure = TimedOut(clock.GetElapsedTime(began), exception);
        }
    }

    /// <summary>Counts the cluster as one that could not be asked.</summary>
    public void Refuse(MeshException why) => Failure = why;

    private async Task<ComparedCluster> CompareAsync(KubernetesApi api, CancellationToken ct)
    {
        var kinds = _draft.Select(manifest => manifest.TypeKey).ToHashSet(StringComparer.Ordinal);
        var reader = new ClusterReader(api, Cluster, _terms.Federation, _needsEveryKind)
        {
            Known = new(Known ?? [], _draft.Select(manifest => manifest.Content)),
            Planned = _draft,
        };
        var reading = ReadHistoryAsync(api, ct);
        var live = await reader.ReadAsync(kinds, ct).ConfigureAwait(false);
        var history = await reading.ConfigureAwait(false);
        var recorded = await RecordedObjects.ReadAsync(history, live.Objects, _terms.Federation, ct).ConfigureAwait(false);
        if (recorded != RecordedObjects.None) live = live.With(recorded.Mark);
        (History, Unread) = (history, reader.Unread);
        var wanted = Wanted(live);
        var compared = await new MissingNamespaces(api, Cluster)
            .RefuseAsync(new ClusterComparer(live, _terms).Compare(wanted), ct).ConfigureAwait(false);
        var concluded = await new DryRuns(api, _terms.Force).ConcludeAsync(compared, ct).ConfigureAwait(false);
        var danger = new ControlPlaneDanger(api, Cluster, _terms);
        Danger = await danger.FindAsync(live, concluded, ClusterReader.Whole(Cluster, kinds), ct).ConfigureAwait(false);
        (Now, Last) = (live.Objects, PassedStates.Last(live.Objects, concluded, _terms.Prune));
        Notes =
        [
            .. reader.Notes,
            .. SplitRoutes.NotesOf(wanted, live, _terms.Federation),
            .. TunnelVersions.NotesOf(wanted, live, _terms.Federation),
            .. danger.Notes,
            .. ResumedRoutes.NotesOf(
                Cluster, concluded.Wanted.Concat(_terms.Prune ? concluded.Unwanted : []).Select(item => item.Change)),
            .. history is null ? [HistoryUnread] : Foreign(live, history, concluded),
        ];
        return concluded;
    }

    private string HistoryUnread =>
        $"Cluster '{Cluster.Name}': whether its history is whole is not known, since ConfigMaps of the namespace "
        + $"'{Cluster.IstioNamespace}' may not be read. The role of docs/clusterrole.yaml grants it.";

    private async Task<ClusterHistory?> ReadHistoryAsync(KubernetesApi api, CancellationToken ct)
    {
        try
        {
            return await ClusterHistory.ReadAsync(api, Cluster, _terms.Federation, ct).ConfigureAwait(false);
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.Forbidden)
        {
            return null;
        }
    }

    /// <summary>What only carries our labels; where an object of ours is to be, the change says it.</summary>
    private IEnumerable<string> Foreign(LiveCluster live, ClusterHistory history, ComparedCluster compared)
    {
        var wanted = compared.Wanted.Select(one => (one.Change.TypeKey, one.Change.Namespace, one.Change.Name)).ToHashSet();
        return live.Objects.Where(item => Ownership.OnlyCarriesLabels(item, _terms.Federation))
            .Where(item => !wanted.Contains((item.TypeKey, item.Namespace, item.Name)))
            .Select(ForeignObjects.Note)
            .Concat(history.Foreign.Select(name => ForeignObjects.Note(Cluster, _terms.Federation, name)));
    }

    /// <summary>The draft, which was planned without looking, unless an address of it is another one already or somebody else's.</summary>
    private IReadOnlyList<MeshManifest> Wanted(LiveCluster live)
    {
        if (_replan is null) return _draft;
        var inUse = AddressesInUse.Of(_terms.Federation, live.GivingAddresses);
        return inUse.Fits(_draft) ? _draft : [.. _replan(Cluster, inUse).Where(manifest => manifest.Cluster == Cluster.Name)];
    }

    private MeshException TimedOut(TimeSpan elapsed, Exception exception) => new(
        MeshErrorId.ClusterTimeout,
        MeshErrorKind.OperationTimeout,
        FormattableString.Invariant(
            $"The cluster '{Cluster.Name}' (context '{Cluster.Context}') was not compared within {elapsed.TotalSeconds:0.#} s.")
            + PluginWaitedForException.Sentence(exception),
        "Give more time with -Timeout, or see whether the cluster can be reached from here.",
        Cluster,
        exception);
}
