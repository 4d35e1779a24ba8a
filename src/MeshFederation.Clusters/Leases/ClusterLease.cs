using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Leases;

/// <summary>
/// One Lease of one cluster. Every write asks for the version that was read before, so of two that want it at the same moment one gets it,
/// and a renewal that the server takes proves that nobody else had it in between. Nothing is decided by another machine's clock.
/// </summary>
internal sealed class ClusterLease(KubernetesApi api, MeshCluster cluster, LeaseName name, LeaseTimes times, TimeProvider clock)
    : IDisposable
{
    /// <summary>A server takes no more (kubernetes api coordination/v1 LeaseSpec, int32).</summary>
    private const long MostTransitions = int.MaxValue;

    private readonly string _session = Guid.NewGuid().ToString("N");
    private readonly LeaseObserver _observer = new(times.Duration, clock);
    private readonly SemaphoreSlim _renewing = new(1);
    private readonly List<(LeaseRecord Record, LeaseMoment Sent)> _asked = [];
    private UnstructuredMap? _found;
    private volatile LeaseMoment? _renewed;
    private volatile bool _isWithout;

    public MeshCluster Cluster => cluster;

    /// <summary>Why it is no longer ours, as the end of a sentence; empty while it is.</summary>
    public string Loss { get; private set; } = "";

    /// <summary>Whether it is counted on.</summary>
    public bool IsValid => Left > TimeSpan.Zero;

    /// <summary>
    /// For how much longer it is counted on without a renewal, by whichever of our clocks says less: while a machine sleeps, only that of
    /// the wall goes on. Zero when it is not.
    /// </summary>
    public TimeSpan Left => _isWithout ? TimeSpan.MaxValue
        : _renewed is { } last && times.Counted - last.Since(clock) is var left && left > TimeSpan.Zero ? left
        : TimeSpan.Zero;

    /// <summary>For how long it was not renewed, by the clock that only counts.</summary>
    public TimeSpan Unrenewed => _renewed is { } last ? clock.GetElapsedTime(last.Timestamp) : TimeSpan.Zero;

    /// <summary>How often it went from one holder to the next without being given up, until it was ours.</summary>
    public long Takeovers => _found is null ? 0 : LeaseRecord.Read(_found).Transitions;

    /// <summary>What it said of whoever had it and did not give it up; null when nobody had it.</summary>
    public LeaseRecord? TakenFrom { get; private set; }

    /// <summary>Which object it is, as far as it was read.</summary>
    public string? Uid => _found?.Map("metadata")?.Text("uid");

    /// <summary>Reads the lease.</summary>
    /// <returns>What was seen of it when somebody else holds it; null when it may be taken.</returns>
    public async Task<LeaseSight?> LookAsync(CancellationToken ct)
    {
        var sent = clock.GetTimestamp();
        _found = await ReadAsync(ct).ConfigureAwait(false);
        return _found is null || LeaseRecord.Read(_found) is not { IsHeld: true } record || IsOurs(record)
            ? null
            : _observer.Watch(record, sent);
    }

    /// <summary>
    /// Takes the lease as it was seen to be; false when it is to be looked at again, since somebody was quicker or no answer came.
    /// </summary>
    public async Task<bool> TakeAsync(string holder, CancellationToken ct)
    {
        var found = _found;
        if (found is not null && LeaseRecord.Read(found) is var record && IsOurs(record))
        {
            // The first try was ours after all, but its answer was lost.
            Hold(found, SentOf(record));
            return true;
        }

        var now = Now();
        if (found is not null && LeaseRecord.Read(found) is { IsHeld: true } before) TakenFrom = before;
        var transitions = found is null ? 0 : Math.Min(LeaseRecord.Read(found).Transitions, MostTransitions - 1) + 1;
        var (mine, sent) = Ask(new(holder, now, now, times.Duration, transitions) { Session = _session });
        try
        {
            Hold(found is null
                ? await api.CreateAsync(ResourceKinds.Lease, Content(mine, null), ct).ConfigureAwait(false)
                : await api.ReplaceAsync(ResourceKinds.Lease, Content(mine, found), ct).ConfigureAwait(false),
                sent);
            return true;
        }
        catch (MeshException exception) when (exception.ErrorId is MeshErrorId.ObjectExists or MeshErrorId.ObjectChanged
            or MeshErrorId.ObjectMissing || api.MayComeBack(exception))
        {
            return false;
        }
    }

    /// <summary>
    /// Does without it, since its cluster takes nothing new: nobody else can take it there either, until the cluster has room again.
    /// </summary>
    public void GoWithout() => _isWithout = true;

    /// <summary>Renews the lease; false when it is no longer ours.</summary>
    /// <param name="always">Whether it is renewed although it is valid.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<bool> RenewAsync(bool always, CancellationToken ct)
    {
        await _renewing.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (Loss.Length > 0) return false;
            if (_isWithout) return await IsStillFreeAsync(ct).ConfigureAwait(false);
            if (IsValid && !always) return true;
            while (!await TryRenewAsync(ct).ConfigureAwait(false))
            {
                if (await ReadAsync(ct).ConfigureAwait(false) is var found && found is not null && IsOurs(LeaseRecord.Read(found)))
                {
                    // A renewal came through whose answer did not; it counts from when it was sent.
                    Hold(found, SentOf(LeaseRecord.Read(found)));
                    continue;
                }

                Loss = found is null || LeaseRecord.Read(found) is not { IsHeld: true } now ? "was deleted by somebody else" : TakenBy(now);
                return false;
            }

            return true;
        }
        finally
        {
            _renewing.Release();
        }
    }

    /// <summary>
    /// Gives the lease up, if it is still ours; also one that was asked for, but whose answer did not come before somebody stopped us.
    /// </summary>
    public async Task ReleaseAsync(CancellationToken ct)
    {
        if (_asked.Count == 0) return;
        var held = _renewed is null ? await FindAsync(ct).ConfigureAwait(false) : _found;
        _renewed = null;
        while (held?.Map("metadata") is { } metadata)
        {
            try
            {
                var (uid, version) = (metadata.Text("uid"), metadata.Text("resourceVersion"));
                await api.DeleteAsync(
                    ResourceKinds.Lease, cluster.IstioNamespace, name.Name, new(Uid: uid, ResourceVersion: version), ct)
                    .ConfigureAwait(false);
                break;
            }
            catch (MeshException exception) when (exception.ErrorId == MeshErrorId.ObjectChanged)
            {
                // It is another's by now, or a renewal came through whose answer was not waited for.
                held = await FindAsync(ct).ConfigureAwait(false);
            }
        }

        _asked.Clear();
    }

    /// <inheritdoc />
    public void Dispose() => _renewing.Dispose();

    private async Task<bool> TryRenewAsync(CancellationToken ct)
    {
        var (mine, sent) = Ask(LeaseRecord.Read(_found!) with { Renewed = Now() });
        try
        {
            Hold(await api.ReplaceAsync(ResourceKinds.Lease, Content(mine, _found), ct).ConfigureAwait(false), sent);
            return true;
        }
        catch (MeshException exception) when (exception.ErrorId is MeshErrorId.ObjectChanged or MeshErrorId.ObjectMissing)
        {
            return false;
        }
    }

    /// <summary>What was there when it could not be written counts for nobody; another one does.</summary>
    private async Task<bool> IsStillFreeAsync(CancellationToken ct)
    {
        var found = await ReadAsync(ct).ConfigureAwait(false);
        if (found is null || LeaseRecord.Read(found) is not { IsHeld: true } record) return true;
        if (_found is not null && record == LeaseRecord.Read(_found)) return true;
        Loss = TakenBy(record);
        _isWithout = false;
        return false;
    }

    private static string TakenBy(LeaseRecord record) =>
        FormattableString.Invariant($"was taken over by {record.Holder} at {record.Acquired:u} by its clock");

    private Task<UnstructuredMap?> ReadAsync(CancellationToken ct) =>
        api.GetAsync(ResourceKinds.Lease, cluster.IstioNamespace, name.Name, ct);

    private async Task<UnstructuredMap?> FindAsync(CancellationToken ct) =>
        await ReadAsync(ct).ConfigureAwait(false) is { } found && IsOurs(LeaseRecord.Read(found)) ? found : null;

    private bool IsOurs(LeaseRecord record) => _asked.Count > 0 && record.IsSame(_asked[0].Record);

    /// <summary>
    /// Notes what is asked for, and when. No two say the same, so that who watches sees every renewal, whatever our clock says.
    /// </summary>
    private (LeaseRecord Record, LeaseMoment Sent) Ask(LeaseRecord record)
    {
        while (_asked.Exists(asked => asked.Record.Renewed == record.Renewed))
            record = record with { Renewed = record.Renewed.AddMicroseconds(1) };
        var asked = (record, LeaseMoment.Now(clock));
        _asked.Add(asked);
        return asked;
    }

    private void Hold(UnstructuredMap found, LeaseMoment? sent)
    {
        _found = found;
        if (sent is null) return;
        _renewed = sent;
        _asked.RemoveAll(asked => asked.Sent.Timestamp < sent.Timestamp);
    }

    /// <summary>When the renewal was sent that the server has; null when it is none of ours, so that it counts for nothing.</summary>
    private LeaseMoment? SentOf(LeaseRecord record) => _asked.Find(asked => asked.Record.Renewed == record.Renewed).Sent;

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
            ("annotations", UnstructuredMap.Of((LeaseRecord.SessionAnnotation, _session))),
            ("resourceVersion", found is null ? null : Version(found)),
            ("uid", found?.Map("metadata")?.Text("uid")))),
        ("spec", record.ToSpec()));
}
