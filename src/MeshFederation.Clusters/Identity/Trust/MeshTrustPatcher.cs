using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity.Trust;

/// <summary>Makes and applies the patches by which mesh configurations accept the trust domains of other clusters.</summary>
public sealed class MeshTrustPatcher
{
    private readonly IReadOnlyList<PatchedConfig> _made;
    private readonly Func<MeshCluster, KubernetesApi> _connect;

    private MeshTrustPatcher(IEnumerable<PatchedConfig> made, Func<MeshCluster, KubernetesApi> connect)
    {
        (_made, _connect) = ([.. made], connect);
        Tally = new(_made.Select(one => one.Patch.Cluster));
    }

    /// <summary>What was written to each cluster, and what may have been.</summary>
    public ClusterTally Tally { get; private init; }

    /// <summary>The patches, none for a cluster that accepts all already.</summary>
    public IReadOnlyList<MeshTrustPatch> Patch => [.. _made.Select(one => one.Patch)];

    /// <summary>What cannot be had by a patch, in sentences.</summary>
    public IReadOnlyList<string> Note { get; private init; } = [];

    /// <summary>The callers whom the patches lead past AuthorizationPolicies of what federations have published already.</summary>
    public IReadOnlyList<MeshAccess> Widening { get; private init; } = [];

    /// <summary>What the patches open to callers of other clusters and no policy guards, in sentences.</summary>
    public IReadOnlyList<string> OpenAccess { get; private init; } = [];

    /// <summary>Why it is not known of all callers whether the patches do, in sentences.</summary>
    public IReadOnlyList<string> UnknownAccess { get; private init; } = [];

    /// <summary>
    /// Reads what each of some clusters accepts, and makes the patches by which each accepts the trust domains of all others.
    /// </summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="alias">Whether they become aliases where that is not needed.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="connect">The API of a cluster; null for the connections of the session.</param>
    /// <returns>The patches.</returns>
    /// <exception cref="MeshException">A mesh configuration cannot be read or changed.</exception>
    public static async Task<MeshTrustPatcher> AcceptingAsync(
        IReadOnlyList<MeshCluster> clusters, bool alias, CancellationToken ct, Func<MeshCluster, KubernetesApi>? connect = null)
    {
        var states = await ReadAsync(clusters, connect ??= KubernetesConnections.For, ct).ConfigureAwait(false);
        var made = states.Select(state => Accepting(state, DomainsOfOthers(state, states), alias)).OfType<PatchedConfig>().ToList();
        var opening = new TrustOpening(states, made);
        var widening = await opening.FindAsync(connect, ct).ConfigureAwait(false);
        var aliasless = made.Where(one => !one.Patch.IsAlias).ToList();
        var notes = await Task.WhenAll(aliasless.Select(one => SpireAsync(one.State, connect(one.State.Cluster), ct)))
            .ConfigureAwait(false);
        return new(made, connect)
        {
            Widening = widening,
            UnknownAccess = opening.Unknown,
            OpenAccess = opening.Open,
            Note = [.. notes.OfType<string>()],
        };
    }

    /// <summary>
    /// Reads what each of some clusters accepts, and makes the patches by which none accepts trust domains any more. What is the own domain
    /// of one of them stays, and is said.
    /// </summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="domains">The trust domains of those that are expelled.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="connect">The API of a cluster; null for the connections of the session.</param>
    /// <returns>The patches.</returns>
    /// <exception cref="MeshException">A mesh configuration cannot be read or changed.</exception>
    public static async Task<MeshTrustPatcher> RefusingAsync(
        IReadOnlyList<MeshCluster> clusters,
        IReadOnlyCollection<string> domains,
        CancellationToken ct,
        Func<MeshCluster, KubernetesApi>? connect = null)
    {
        var states = await ReadAsync(clusters, connect ??= KubernetesConnections.For, ct).ConfigureAwait(false);
        var own = states.ToLookup(Domain, state => state.Cluster.Name, StringComparer.Ordinal);
        var gone = domains.Where(domain => !own.Contains(domain)).ToHashSet(StringComparer.Ordinal);
        var accepted = states.SelectMany(state => AcceptedDomains.Of(state.Effective)).ToHashSet(StringComparer.Ordinal);
        return new(states.Select(state => Refusing(state, gone)).OfType<PatchedConfig>(), connect)
        {
            Tally = new(clusters.Select(cluster => cluster.Name)),
            Note =
            [
                .. domains.Where(own.Contains).Distinct(StringComparer.Ordinal).Select(domain =>
                    $"The trust domain '{domain}' is that of {string.Join(", ", own[domain])} too, so it cannot be refused."),
                .. gone.Where(domain => !accepted.Contains(domain)).Order(StringComparer.Ordinal).Select(domain =>
                    $"No cluster that goes on accepts the trust domain '{domain}', so there is none to refuse. Where that is not the trust "
                    + "domain of who is expelled, say it: New-MeshCluster -TrustDomain."),
                .. clusters.Where(IstiodSettings.AcceptsEveryTrustDomain).Select(cluster =>
                    $"istiod of {cluster.Name} looks at no trust domain ({IstiodVariable.SkipTrustDomain}), so it refuses none."),
            ],
        };
    }

    /// <summary>Writes one of the patches; what has changed since it was read is not overwritten.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="ct">Stops the writing.</param>
    /// <returns>The patch, as one that is applied.</returns>
    /// <exception cref="MeshException">It may not be written, or what it patches has changed.</exception>
    public async Task<MeshTrustPatch> ApplyAsync(MeshTrustPatch patch, CancellationToken ct)
    {
        var made = _made.Single(one => ReferenceEquals(one.Patch, patch));
        await Tally.KeepAsync(
            patch.Cluster,
            $"{patch.Target} {(patch.IsRemoval ? "refuses" : "accepts")} {string.Join(", ", patch.TrustDomain)}",
            async () =>
            {
                await made.WriteAsync(_connect(made.State.Cluster), ct).ConfigureAwait(false);
                return made;
            }).ConfigureAwait(false);
        return patch with { IsApplied = true, Recommendation = TrustAdvice.Applied(made.State) };
    }

    private static async Task<IReadOnlyList<MeshConfigState>> ReadAsync(
        IReadOnlyList<MeshCluster> clusters, Func<MeshCluster, KubernetesApi> connect, CancellationToken ct) =>
        await Task.WhenAll(clusters.Select(one => MeshConfigReading.ReadAsync(one, connect(one), ct))).ConfigureAwait(false);

    /// <summary>
    /// Requires that proxies do not get their certificates from SPIRE, of which they ask for no roots but of the mesh's own trust domain
    /// and its aliases (istio/istio #57399).
    /// </summary>
    /// <returns>Why that is not known; null where it is.</returns>
    private static async Task<string?> SpireAsync(MeshConfigState state, KubernetesApi api, CancellationToken ct)
    {
        try
        {
            var pods = await api.ListAsync(ResourceKinds.Pod, null, null, ct).ConfigureAwait(false);
            if (pods.Item.Where(ProxyPods.IsOne).Select(ProxySockets.Spire).FirstOrDefault(spire => spire is not null) is { } spire)
                throw TrustErrors.AliasNeededOf(state, spire);
            return null;
        }
        catch (MeshException exception) when (exception.ErrorId != MeshErrorId.TrustAliasNeeded)
        {
            return $"Cluster '{state.Cluster.Name}': whether its proxies get certificates from SPIRE, which wants aliases (-Alias), is not "
                + $"known: {exception.Message}";
        }
    }

    private static string Domain(MeshConfigState state) =>
        state.Effective.Text(MeshConfigWords.TrustDomain) is { Length: > 0 } domain ? domain : MeshCluster.UsualDomain;

    private static string[] DomainsOfOthers(MeshConfigState state, IEnumerable<MeshConfigState> states)
    {
        var known = AcceptedDomains.Of(state.Effective);
        return [.. states.Select(Domain).Where(domain => domain != Domain(state) && !known.Contains(domain))
            .Distinct(StringComparer.Ordinal)];
    }

    private static PatchedConfig? Accepting(MeshConfigState state, string[] domains, bool alias)
    {
        if (domains.Length == 0) return null;
        var field = AcceptedDomains.For(state.Cluster.IstioVersion, alias);
        if (field.IsAlias && !alias) throw TrustErrors.AliasNeeded(state, domains);
        return PatchedConfig.Accepting(state, field, domains);
    }

    private static PatchedConfig? Refusing(MeshConfigState state, IReadOnlySet<string> domains)
    {
        var fields = AcceptedDomains.Fields
            .Where(field => !field.Without(state.Effective, domains).Equals(state.Effective.List(field.Field)))
            .ToList();
        var named = AcceptedDomains.Of(state.Effective).Where(domains.Contains).Order(StringComparer.Ordinal);
        return fields.Count == 0 ? null : PatchedConfig.Refusing(state, fields, domains, named);
    }
}
