using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Identities;

/// <summary>
/// The field of a mesh configuration that says which trust domains of others are accepted:
/// <c>caCertificates[].trustDomains</c>, which gives no rights and needs no certificate, and <c>trustDomainAliases</c>, which makes them
/// equal to the cluster's own (istio pilot/pkg/networking/plugin/authn/util.go TrustDomainsForValidation).
/// </summary>
/// <param name="IsAlias">Whether they become aliases.</param>
public sealed record AcceptedDomains(bool IsAlias)
{
    private const string Authorities = MeshConfigWords.Authorities;

    private const string Aliases = MeshConfigWords.TrustDomainAliases;

    private const string Domains = MeshConfigWords.AuthorityDomains;

    /// <summary>Both fields.</summary>
    public static IReadOnlyList<AcceptedDomains> Fields { get; } = [new(IsAlias: false), new(IsAlias: true)];

    /// <summary>The name of the field.</summary>
    public string Field => IsAlias ? Aliases : Authorities;

    /// <summary>How a cluster is told: as aliases where its Istio knows nothing else.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="alias">Whether aliases are asked for.</param>
    /// <returns>The field.</returns>
    public static AcceptedDomains For(IstioVersion version, bool alias) => new(alias || !IstioBehavior.ListsTrustDomains(version));

    /// <summary>The trust domains that a mesh configuration accepts besides its own, by either field.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The domains.</returns>
    public static IReadOnlySet<string> Of(UnstructuredMap configuration) =>
        configuration.List(Aliases).OfType<string>()
            .Concat(configuration.Maps(Authorities).SelectMany(authority => authority.List(Domains).OfType<string>()))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>The field with more trust domains; what it holds stays, since Istio takes the whole list.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="domains">The trust domains.</param>
    /// <returns>The new value.</returns>
    public UnstructuredList With(UnstructuredMap configuration, IReadOnlyCollection<string> domains) => UnstructuredList.From(
        IsAlias
            ? [.. configuration.List(Aliases), .. domains]
            : [.. configuration.List(Authorities), UnstructuredMap.Of((Domains, UnstructuredList.From(domains)))]);

    /// <summary>The field without trust domains; an entry goes with its last, since one that names none is for all.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="domains">The trust domains.</param>
    /// <returns>The new value, empty where nothing is left.</returns>
    public UnstructuredList Without(UnstructuredMap configuration, IReadOnlySet<string> domains) => UnstructuredList.From(
        configuration.List(Field).Select(item => IsAlias ? Kept(item, domains) : KeptOf(item, domains)).Where(item => item is not null));

    private static object? Kept(object? item, IReadOnlySet<string> domains) => item is string name && domains.Contains(name) ? null : item;

    private static object? KeptOf(object? item, IReadOnlySet<string> domains)
    {
        if (item is not UnstructuredMap authority || !authority.List(Domains).Any(name => Kept(name, domains) is null)) return item;
        var left = UnstructuredList.From(authority.List(Domains).Where(name => Kept(name, domains) is not null));
        if (left.Count == 0) return null;
        return UnstructuredMap.Of([.. authority.Where(entry => entry.Key != Domains).Select(entry => (entry.Key, entry.Value)),
            (Domains, left)]);
    }
}
