using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Leases;

/// <summary>
/// One Lease of one cluster. Every write asks for the version that was read before, so of two that want it at the same moment one gets it.
/// </summary>
internal sealed class ClusterLease(KubernetesApi api, MeshCluster cluster, LeaseName name, LeaseTimes times, TimeProvider clock)
{
    private UnstructuredMap? _held;
    private LeaseRecord? _asked;
    private volatile Moment _renewed = new(0, default);

    public MeshCluster Cluster => cluster;

    /// <summary>Why it is no longer ours, as the end of a sentence; empty while it is.</summary>
    public string Loss { get; private set; } = "";

    /// <summary>
    /// Whether it was not renewed for as long as it holds, by either clock: while a machine sleeps, only that of the wall goes on.
    /// </summary>
    public bool IsExpired =>
        _renewed is var last && (clock.GetElapsedTime(last.Timestamp) >= times.Duration || clock.GetUtcNow() - last.Time >= times.Duration);

    /// <summary>Takes the lease; gives what it says when somebody else holds it.</summary>
    public async Task<LeaseRecord?> TryTakeAsync(string holder, CancellationToken ct)
    {
        var acquired = Now();
        var sent = _renewed;
        while (true)
        {
            var found = await api.GetAsync(ResourceKinds.Lease, cluster.IstioNamespace, name.Name, ct).ConfigureAwait(false);
            var record = found is null ? null : LeaseRecord.Read(found);
            if (_asked is not null && record?.IsSame(_asked) == true)
            {
                // The first try was ours after all, but its answer was lost.
                (_held, _renewed) = (found, sent);
                return null;
            }

            if (record is { IsHeld: true } && !await IsAbandonedAsync(found!, record, ct).ConfigureAwait(false)) return record;
            var mine = _asked = new LeaseRecord(holder, acquired, Now(), times.Duration, record is null ? 0 : record.Transitions + 1);
            sent = new(clock.GetTimestamp(), clock.GetUtcNow());
            try
            {
                _held = found is null
                    ? await api.CreateAsync(ResourceKinds.Lease, Content(mine, null), ct).ConfigureAwait(false)
                    : await api.ReplaceAsync(ResourceKinds.Lease, Content(mine, found), ct).ConfigureAwait(false);
                _renewed = sent;
                return null;
            }
            catch (MeshException exception) when (exception.ErrorId is MeshErrorId.ObjectExists or MeshErrorId.ObjectChanged
                or MeshErrorId.ObjectMissing)
            {
                // Somebody was quicker: see who.
            }
        }
    }

    /// <summary>Renews the lease; false when it is no longer ours.</summary>
    public async Task<bool> RenewAsync(CancellationToken ct)
    {
        var mine = LeaseRecord.Read(_held!) with { Renewed = Now() };
        var sent = new Moment(clock.GetTimestamp(), clock.GetUtcNow());
        try
        {
            _held = await api.ReplaceAsync(ResourceKinds.Lease, Content(mine, _held), ct).ConfigureAwait(false);
            _renewed = sent;
            return true;
        }
        catch (MeshException exception) when (exception.ErrorId is MeshErrorId.ObjectChanged or MeshErrorId.ObjectMissing)
        {
            var found = await api.GetAsync(ResourceKinds.Lease, cluster.IstioNamespace, name.Name, ct).ConfigureAwait(false);
            if (found is not null && LeaseRecord.Read(found).IsSame(mine))
            {
                _held = found;
                return true;
            }

            Loss = found is null || LeaseRecord.Read(found) is not { IsHeld: true } now
                ? "was deleted by somebody else"
                : FormattableString.Invariant($"was taken over by {now.Holder} at {now.Acquired:u}");
            return false;
        }
    }

    /// <summary>
    /// Gives the lease up, if it is still ours; also one that was asked for, but whose answer did not come before somebody stopped us.
    /// </summary>
    public async Task ReleaseAsync(CancellationToken ct)
    {
        var (held, asked) = (_held, _asked);
        (_held, _asked) = (null, null);
        if (asked is null) return;
        held ??= await FindAsync(asked, ct).ConfigureAwait(false);
        while (held?.Map("metadata") is { } metadata)
        {
            try
            {
                await api.DeleteAsync(
                    ResourceKinds.Lease,
                    cluster.IstioNamespace,
                    name.Name,
                    new(Uid: metadata.Text("uid"), ResourceVersion: metadata.Text("resourceVersion")),
                    ct).ConfigureAwait(false);
                return;
            }
            catch (MeshException exception) when (exception.ErrorId == MeshErrorId.ObjectChanged)
            {
                // It is another's by now, or a renewal came through whose answer was not waited for.
                held = await FindAsync(asked, ct).ConfigureAwait(false);
            }
        }
    }

    private async Task<UnstructuredMap?> FindAsync(LeaseRecord asked, CancellationToken ct)
    {
        var found = await api.GetAsync(ResourceKinds.Lease, cluster.IstioNamespace, name.Name, ct).ConfigureAwait(false);
        return found is not null && LeaseRecord.Read(found).IsSame(asked) ? found : null;
    }

    private async Task<bool> IsAbandonedAsync(UnstructuredMap found, LeaseRecord record, CancellationToken ct)
    {
        var late = clock.GetUtcNow() - record.Expires;
        if (late <= TimeSpan.Zero) return false;
        if (late > times.LongAgo) return true;
        await Task.Delay(times.Watch, clock, ct).ConfigureAwait(false);
        var later = await api.GetAsync(ResourceKinds.Lease, cluster.IstioNamespace, name.Name, ct).ConfigureAwait(false);
        return later is null || Version(later) == Version(found);
    }

    /// <summary>A Lease keeps microseconds.</summary>
    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private static string? Version(UnstructuredMap lease) => lease.Map("metadata")?.Text("resourceVersion");

    /// <summary>
    /// The uid is asked for too: a Lease that was deleted is made anew by replacing it (kubernetes pkg/registry/coordination/lease,
    /// AllowCreateOnUpdate).
    /// </summary>
    private UnstructuredMap Content(LeaseRecord record, UnstructuredMap? found) => UnstructuredMap.Of(
        ("apiVersion", ResourceKinds.Lease.ApiVersion),
        ("kind", ResourceKinds.Lease.Kind),
        ("metadata", UnstructuredMap.Of(
            ("name", name.Name),
            ("namespace", cluster.IstioNamespace),
            ("labels", name.Labels),
            ("resourceVersion", found is null ? null : Version(found)),
            ("uid", found?.Map("metadata")?.Text("uid")))),
        ("spec", record.ToSpec()));

    /// <summary>A moment by the clock that only counts, and by that of the wall.</summary>
    private sealed record Moment(long Timestamp, DateTimeOffset Time);
}
