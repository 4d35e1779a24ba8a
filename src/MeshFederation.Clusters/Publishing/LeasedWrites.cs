using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Leases;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Publishing;

/// <summary>
/// What is written to a cluster while its leases hold, and not sent, nor left with the server, for longer: a server that is away may be
/// waited for past their end.
/// </summary>
internal sealed class LeasedWrites(string cluster, HeldLeases leases, AddressLeases addresses) : IWriteGuard
{
    public MeshException? Refusal => leases.Loss ?? addresses.Held?.Loss;

    public bool MayWriteNow => leases.Holds(cluster) && (addresses.Held is not { } held || held.Holds(cluster));

    public async Task<TimeSpan> TimeLeftAsync(CancellationToken ct)
    {
        var left = await leases.TimeLeftAsync(cluster, ct).ConfigureAwait(false);
        if (left <= TimeSpan.Zero || addresses.Held is not { } held) return left;
        var given = await held.TimeLeftAsync(cluster, ct).ConfigureAwait(false);
        return given < left ? given : left;
    }
}
