using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Leases;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Clusters.Publishing;

/// <summary>The leases of addresses of one publish: those of the clusters where it gives new ones, while it does.</summary>
internal sealed class AddressLeases(IReadOnlyList<(MeshCluster Cluster, KubernetesApi Api)> clusters, PublisherOptions options)
{
    /// <summary>
    /// Giving addresses takes moments, so one waits for it without being asked, for as long as the whole command has time.
    /// </summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromMinutes(1);

    private HeldLeases? _held;
    private IReadOnlySet<string> _guarded = new HashSet<string>(StringComparer.Ordinal);
    private Task _released = Task.CompletedTask;

    /// <summary>Those that are held at the moment; null for none.</summary>
    public HeldLeases? Held => _held;

    /// <summary>
    /// Takes them where a plan gives addresses, unless they are held. Where it gives some in a cluster more than the plan before, those
    /// that are held are given up first: who took one beside others could wait for somebody who waits for these.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="outwaited">Holders of whom nothing can come any more.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="MeshException">Somebody else gives addresses there, or a cluster does not give its lease.</exception>
    public async Task GuardAsync(MeshPlan plan, IReadOnlySet<string> outwaited, CancellationToken ct)
    {
        var giving = plan.Changes.Where(
            change => change.Action is ChangeAction.Create or ChangeAction.Update && ObjectKinds.Of(change).GivesAddresses)
            .Select(change => change.Cluster).ToHashSet(StringComparer.Ordinal);
        if (giving.Count == 0 || (_held is not null && giving.IsSubsetOf(_guarded))) return;
        await ReleaseAsync().ConfigureAwait(false);
        var guarded = clusters.Where(cluster => giving.Contains(cluster.Cluster.Name)).ToList();
        var wait = options.WaitForOthers > ShortWait ? options.WaitForOthers : ShortWait;
        if (options.Budget?.Left is { } left && left < wait) wait = left;
        _held = await HeldLeases.TakeAsync(
            guarded,
            LeaseName.Addresses,
            wait,
            options.Budget?.Tell ?? (static _ => { }),
            options.Clock,
            options.LeaseTimes,
            ct,
            options.HasTime,
            outwaited: outwaited).ConfigureAwait(false);
        _guarded = giving;
    }

    /// <summary>Gives them up, once; whoever asks later waits until they are.</summary>
    public Task ReleaseAsync()
    {
        if (Interlocked.Exchange(ref _held, null) is { } held) _released = held.DisposeAsync().AsTask();
        return _released;
    }
}
