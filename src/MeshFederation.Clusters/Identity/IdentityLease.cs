using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Leases;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Identity;

/// <summary>What is written to a cluster while the lease of its identity holds.</summary>
internal sealed class IdentityLease(string cluster, HeldLeases leases) : IWriteGuard
{
    /// <summary>Takes the leases of the identity of all clusters.</summary>
    /// <exception cref="MeshException">Somebody else holds one, or a cluster does not give it.</exception>
    public static Task<HeldLeases> TakeAsync(IReadOnlyList<(MeshCluster Cluster, KubernetesApi Api)> clusters, CancellationToken ct) =>
        HeldLeases.TakeAsync(clusters, LeaseName.Identity, TimeSpan.Zero, static _ => { }, TimeProvider.System, LeaseTimes.Usual, ct);

    /// <summary>A cluster's API that writes while the lease holds.</summary>
    public static KubernetesApi Guarded(
        IReadOnlyList<(MeshCluster Cluster, KubernetesApi Api)> clusters, HeldLeases leases, MeshCluster cluster) =>
            clusters.Single(one => one.Cluster.Name == cluster.Name).Api.Guarded(new IdentityLease(cluster.Name, leases));

    public MeshException? Refusal => leases.Loss;

    public bool MayWriteNow => leases.Holds(cluster);

    public Task<TimeSpan> TimeLeftAsync(CancellationToken ct) => leases.TimeLeftAsync(cluster, ct);
}
