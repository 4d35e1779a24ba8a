using System.Runtime.CompilerServices;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity;

/// <summary>Lets clusters refuse the authorities of one that is expelled.</summary>
public sealed class RevocationPublisher
{
    private readonly IReadOnlyList<(MeshCluster Cluster, KubernetesApi Api)> _clusters;
    private readonly IReadOnlyList<MeshIntermediateCertificate> _revoked;
    private readonly IReadOnlyList<MeshCertificateAuthority> _signers;
    private readonly TimeProvider _clock;
    private readonly TimeBudget? _budget;

    /// <summary>Makes one.</summary>
    /// <param name="clusters">All clusters that go on to trust each other.</param>
    /// <param name="revoked">The certificates of the authorities that are revoked.</param>
    /// <param name="signers">The root, and authorities between it and clusters, with their keys.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="budget">How long servers are waited for that are away; null for not at all.</param>
    /// <param name="connect">The API of a cluster; null for the connections of the session.</param>
    public RevocationPublisher(
        IReadOnlyList<MeshCluster> clusters,
        IReadOnlyList<MeshIntermediateCertificate> revoked,
        IReadOnlyList<MeshCertificateAuthority> signers,
        TimeProvider clock,
        TimeBudget? budget = null,
        Func<MeshCluster, KubernetesApi>? connect = null)
    {
        (_revoked, _signers, _clock, _budget) = (revoked, signers, clock, budget);
        _clusters = [.. clusters.Select(cluster => (cluster, (connect ?? KubernetesConnections.For)(cluster).Within(budget)))];
        Tally = new(clusters.Select(cluster => cluster.Name));
    }

    /// <summary>What was written to each cluster, and what may have been.</summary>
    public ClusterTally Tally { get; init; }

    /// <summary>What would be written.</summary>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="MeshException">A cluster cannot be reached, or has what is to be revoked.</exception>
    public async Task<RevocationPlan> PlanAsync(CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        var states = await Task.WhenAll(_clusters.Select(one => new IdentityReader(one.Cluster, one.Api, now).ReadAsync(ct)))
            .ConfigureAwait(false);
        return RevocationPlan.Of(states, _revoked, _signers, now);
    }

    /// <summary>Writes the lists. Each cluster's know all others, so that it may be stopped behind any of them.</summary>
    /// <param name="shown">The plan as it was shown.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What was done, as it is done.</returns>
    /// <exception cref="MeshException">It may not be done, is no longer what was shown, or a cluster does not take it.</exception>
    public async IAsyncEnumerable<MeshIdentityChange> RunAsync(
        RevocationPlan shown, [EnumeratorCancellation] CancellationToken ct)
    {
        var leases = await IdentityLease.TakeAsync(_clusters, ct, _budget).ConfigureAwait(false);
        await using var held = leases.ConfigureAwait(false);
        var now = await PlanAsync(ct).ConfigureAwait(false);
        if (now.Gap.FirstOrDefault(gap => !shown.Gap.Contains(gap)) is { } gap) throw Moved(gap.Reason, gap.Cluster);
        var asked = shown.Write.Select(write => write.State.Cluster.Name).ToHashSet(StringComparer.Ordinal);
        if (now.Write.FirstOrDefault(write => !asked.Contains(write.State.Cluster.Name)) is { State.Cluster: { } more })
            throw Moved($"{more.Name} has no longer the lists that it had.", more.Name);
        foreach (var write in now.Write)
        {
            var api = IdentityLease.Guarded(_clusters, leases, write.State.Cluster);
            yield return await Tally.KeepAsync(
                write.State.Cluster.Name, write.Detail, () => IdentityWriter.WriteAsync(api, write, ct)).ConfigureAwait(false);
        }
    }

    private static MeshException Moved(string why, string cluster) => new(
        MeshErrorId.ObjectChanged,
        MeshErrorKind.WriteError,
        $"No list of revoked certificates was written, since something has changed since it was shown: {why}",
        "Run the command again, and look at what it says.",
        cluster);
}
