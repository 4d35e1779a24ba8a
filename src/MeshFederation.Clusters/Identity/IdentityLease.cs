using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Leases;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Identity;

/// <summary>What is written to a cluster while the lease of its identity holds.</summary>
internal sealed class IdentityLease(string cluster, HeldLeases leases) : IWriteGuard
{
    /// <summary>Takes the leases of the identity of all clusters; says for whom it waits meanwhile.</summary>
    /// <param name="clusters">The clusters with their APIs.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="budget">How long servers are waited for that are away; null for not at all.</param>
    /// <param name="times">How long leases hold; null for as long as usual.</param>
    /// <param name="clock">The clock by which they hold; null for the system's.</param>
    /// <exception cref="MeshException">Somebody else holds one, or a cluster does not give it.</exception>
    public static Task<HeldLeases> TakeAsync(
        IReadOnlyList<(MeshCluster Cluster, KubernetesApi Api)> clusters,
        CancellationToken ct,
        TimeBudget? budget = null,
        LeaseTimes? times = null,
        TimeProvider? clock = null) => HeldLeases.TakeAsync(
            clusters,
            LeaseName.Identity,
            TimeSpan.Zero,
            static text => ApiMessages.Warn(text),
            clock ?? TimeProvider.System,
            times ?? LeaseTimes.Usual,
            ct,
            () => budget?.Left > TimeSpan.Zero);

    /// <summary>A cluster's API that writes while its lease holds.</summary>
    public static KubernetesApi Guarded(
        IReadOnlyList<(MeshCluster Cluster, KubernetesApi Api)> clusters, HeldLeases leases, MeshCluster cluster) =>
            clusters.Single(one => one.Cluster.Name == cluster.Name).Api.Guarded(new IdentityLease(cluster.Name, leases));

    public MeshException? Refusal => leases.Loss;

    public bool MayWriteNow => leases.Holds(cluster);

    public Task<TimeSpan> TimeLeftAsync(CancellationToken ct) => leases.TimeLeftAsync(cluster, ct);
}
