using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Leases;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Identity;

/// <summary>What is written to a cluster while the lease of its identity holds.</summary>
internal sealed class IdentityLease(string cluster, HeldLeases leases) : IWriteGuard
{
    public MeshException? Refusal => leases.Loss;

    public bool MayWriteNow => leases.Holds(cluster);

    public Task<TimeSpan> TimeLeftAsync(CancellationToken ct) => leases.TimeLeftAsync(cluster, ct);
}
