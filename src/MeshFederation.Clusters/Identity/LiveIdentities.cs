using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity;

/// <summary>Reads the identities of clusters, and the authorities that their Secrets hold.</summary>
public static class LiveIdentities
{
    /// <summary>Reads clusters side by side.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="budget">How long all of it may take, and servers that are away are waited for.</param>
    /// <param name="clock">Tells the time where a server tells none.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Each cluster's identity, or why it cannot be read.</returns>
    public static IAsyncEnumerable<(MeshIdentity? Identity, MeshException? Failure)> ReadAsync(
        IReadOnlyList<MeshCluster> clusters, TimeBudget budget, TimeProvider clock, CancellationToken ct) =>
        new SideBySide(clusters.Count, budget).RunAsync(
            clusters,
            async (cluster, limit) =>
            {
                var state = await StateAsync(cluster, clock, limit, budget).ConfigureAwait(false);
                return ((MeshIdentity?)IdentityFacts.Of(state, state.Now ?? clock.GetUtcNow()), (MeshException?)null);
            },
            (_, failure) => (null, failure),
            cluster => cluster.Context,
            ct);

    /// <summary>Reads what decides how long the authorities of clusters last, side by side.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="budget">How long all of it may take, and servers that are away are waited for.</param>
    /// <param name="clock">Tells the time where a server tells none.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>What was read of each; of one that cannot be read nothing, and why.</returns>
    public static IAsyncEnumerable<(AuthorityState State, MeshException? Failure)> StatesAsync(
        IReadOnlyList<MeshCluster> clusters, TimeBudget budget, TimeProvider clock, CancellationToken ct) =>
        new SideBySide(clusters.Count, budget).RunAsync(
            clusters,
            async (cluster, limit) => (
                await StateAsync(cluster, clock, limit, budget).ConfigureAwait(false), (MeshException?)null),
            (cluster, failure) => (new AuthorityState(cluster) { Unread = [failure.Message] }, failure),
            cluster => cluster.Context,
            ct);

    /// <summary>Reads the authority of a cluster's Secret: cacerts, else what istiod made itself.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="clock">Tells the time where the server tells none.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>The authority, with its key.</returns>
    /// <exception cref="MeshException">There is none, it may not be read, or istiod would not take it.</exception>
    public static async Task<MeshIntermediateCertificate> AuthorityAsync(MeshCluster cluster, TimeProvider clock, CancellationToken ct) =>
        (await SoundAsync(cluster, clock, ct).ConfigureAwait(false)).Own;

    /// <summary>Reads the same as an authority that signs those of clusters.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="clock">Tells the time where the server tells none.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>The authority, with its key.</returns>
    /// <exception cref="MeshException">There is none, it may not be read, or istiod would not take it.</exception>
    public static async Task<MeshCertificateAuthority> SigningAsync(MeshCluster cluster, TimeProvider clock, CancellationToken ct)
    {
        var (own, chain, root) = await SoundAsync(cluster, clock, ct).ConfigureAwait(false);
        return new(own.Certificate, chain, root) { Key = own.Key };
    }

    private static async Task<(MeshIntermediateCertificate Own, ValueList<MeshCertificate> Chain, MeshCertificate Root)> SoundAsync(
        MeshCluster cluster, TimeProvider clock, CancellationToken ct)
    {
        var state = await StateAsync(cluster, clock, ct).ConfigureAwait(false);
        if (state.Source == IdentitySource.External) throw IdentityErrors.External(state);
        var own = state.Authority ?? throw (state.Unsound.Length > 0 ? IdentityErrors.Unsound(state) : IdentityErrors.Unknown(state));
        try
        {
            var (chain, root) =
                SigningCertificate.Require(own.Certificate, own.Chain, own.Root, own.Key, state.Now ?? clock.GetUtcNow());
            return (own, chain, root);
        }
        catch (MeshException exception) when (state.Now is null && exception.ErrorId == MeshErrorId.CertificateInvalid)
        {
            throw IdentityErrors.ByOwnClock(exception);
        }
    }

    private static Task<AuthorityState> StateAsync(
        MeshCluster cluster, TimeProvider clock, CancellationToken ct, TimeBudget? budget = null) =>
            new IdentityReader(cluster, KubernetesConnections.For(cluster, budget), clock.GetUtcNow()).ReadAsync(ct);
}
