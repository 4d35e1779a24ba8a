using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Addresses;
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

    public ComparedCluster? Result { get; private set; }

    /// <summary>What would take the control plane down.</summary>
    public IReadOnlyList<MeshFinding> Danger { get; private set; } = [];

    /// <summary>What was not looked at, since it may not be read.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

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

    private async Task<ComparedCluster> CompareAsync(KubernetesApi api, CancellationToken ct)
    {
        var kinds = _draft.Select(manifest => manifest.Kind).ToHashSet(StringComparer.Ordinal);
        var reader = new ClusterReader(api, Cluster, _terms.Federation, _needsEveryKind);
        var live = await reader.ReadAsync(kinds, ct).ConfigureAwait(false);
        var compared = await new MissingNamespaces(api, Cluster)
            .RefuseAsync(new ClusterComparer(live, _terms).Compare(Wanted(live)), ct).ConfigureAwait(false);
        var concluded = await new DryRuns(api, _terms.Force).ConcludeAsync(compared, ct).ConfigureAwait(false);
        var danger = new ControlPlaneDanger(api, Cluster, _terms);
        Danger = await danger.FindAsync(live, concluded, ClusterReader.Whole(Cluster, kinds), ct).ConfigureAwait(false);
        Notes = [.. reader.Notes, .. danger.Notes];
        return concluded;
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
            $"The cluster '{Cluster.Name}' (context '{Cluster.Context}') was not compared within {elapsed.TotalSeconds:0.#} s."),
        "Give more time with -Timeout, or see whether the cluster can be reached from here.",
        Cluster,
        exception);
}
