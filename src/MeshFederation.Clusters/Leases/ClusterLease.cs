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

    public MeshCluster Cluster => cluster;

    /// <summary>Takes the lease; gives what it says when somebody else holds it.</summary>
    public async Task<LeaseRecord?> TryTakeAsync(string holder, CancellationToken ct)
    {
        var acquired = Now();
        while (true)
        {
            var found = await api.GetAsync(ResourceKinds.Lease, cluster.IstioNamespace, name.Name, ct).ConfigureAwait(false);
            var record = found is null ? null : LeaseRecord.Read(found);
            if (record?.Holder == holder && record.Acquired == acquired)
            {
                // The first try was ours after all, but its answer was lost.
                _held = found;
                return null;
            }

            if (record is { IsHeld: true } && !await IsAbandonedAsync(found!, record, ct).ConfigureAwait(false)) return record;
            var mine = new LeaseRecord(holder, acquired, Now(), times.Duration, record is null ? 0 : record.Transitions + 1);
            try
            {
                _held = found is null
                    ? await api.CreateAsync(ResourceKinds.Lease, Content(mine, null), ct).ConfigureAwait(false)
                    : await api.ReplaceAsync(ResourceKinds.Lease, Content(mine, found), ct).ConfigureAwait(false);
                return null;
            }
            catch (MeshException exception) when (exception.ErrorId is MeshErrorId.ObjectExists or MeshErrorId.ObjectChanged or MeshErrorId.ObjectMissing)
            {
                // Somebody was quicker: see who.
            }
        }
    }

    /// <summary>Renews the lease; false when it is no longer ours.</summary>
    public async Task<bool> RenewAsync(CancellationToken ct)
    {
        var mine = LeaseRecord.Read(_held!) with { Renewed = Now() };
        try
        {
            _held = await api.ReplaceAsync(ResourceKinds.Lease, Content(mine, _held), ct).ConfigureAwait(false);
            return true;
        }
        catch (MeshException exception) when (exception.ErrorId is MeshErrorId.ObjectChanged or MeshErrorId.ObjectMissing)
        {
            var found = await api.GetAsync(ResourceKinds.Lease, cluster.IstioNamespace, name.Name, ct).ConfigureAwait(false);
            if (found is null || LeaseRecord.Read(found) is not { } now || now.Holder != mine.Holder || now.Acquired != mine.Acquired) return false;
            _held = found;
            return true;
        }
    }

    /// <summary>Gives the lease up, if it is still ours.</summary>
    public async Task ReleaseAsync(CancellationToken ct)
    {
        if (_held?.Map("metadata") is not { } metadata) return;
        _held = null;
        try
        {
            await api.DeleteAsync(ResourceKinds.Lease, cluster.IstioNamespace, name.Name, new(Uid: metadata.Text("uid"), ResourceVersion: metadata.Text("resourceVersion")), ct).ConfigureAwait(false);
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.ObjectChanged)
        {
            // It is another's by now.
        }
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

    private UnstructuredMap Content(LeaseRecord record, UnstructuredMap? found) => UnstructuredMap.Of(
        ("apiVersion", ResourceKinds.Lease.ApiVersion),
        ("kind", ResourceKinds.Lease.Kind),
        ("metadata", UnstructuredMap.Of(
            ("name", name.Name), ("namespace", cluster.IstioNamespace), ("labels", name.Labels), ("resourceVersion", found is null ? null : Version(found)))),
        ("spec", record.ToSpec()));
}
