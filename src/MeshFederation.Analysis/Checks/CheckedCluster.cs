using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Checks;

/// <summary>What was read of a live cluster.</summary>
/// <param name="Declared">The cluster as it was declared.</param>
public sealed record CheckedCluster(MeshCluster Declared)
{
    /// <summary>The name.</summary>
    public string Name => Declared.Name;

    /// <summary>The version of Kubernetes; empty when the API did not answer.</summary>
    public string KubernetesVersion { get; init; } = "";

    /// <summary>Why the API did not answer; null when it did.</summary>
    public MeshException? Failure { get; init; }

    /// <summary>The cluster as it is, by discovery; null when Istio or its gateway was not made out.</summary>
    public MeshCluster? Found { get; init; }

    /// <summary>Why it was not made out.</summary>
    public MeshException? NotFound { get; init; }

    /// <summary>All objects that decide routing.</summary>
    public IReadOnlyList<MeshManifest> Objects { get; init; } = [];

    /// <summary>The kinds that could not be read.</summary>
    public IReadOnlyList<UnreadKind> Unread { get; init; } = [];

    /// <summary>Why the certificates of its authority are not known; empty when they are.</summary>
    public string AuthorityUnread { get; init; } = "";

    /// <summary>What time it was by the clock of its server; null when it told none.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>
    /// Why host names of its Gateways for other networks lead to no address, as they are looked up from here; those that lead to one, and
    /// those that were not looked up, are not among them.
    /// </summary>
    public IReadOnlyDictionary<string, string> UnresolvedName { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What istiod told.</summary>
    public IstiodView Istiod { get; init; } = new();

    /// <summary>Whether the API answered.</summary>
    public bool IsRead => Failure is null;

    /// <summary>
    /// The cluster for decisions of routing: as it is, under the addresses that were declared, which may be those of something in front of
    /// it.
    /// </summary>
    public MeshCluster Facts => (Found ?? Declared) with { Name = Name, Gateway = Gateway, TunnelGateway = TunnelGateway };

    /// <summary>Whether objects of a kind were read.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>True when they were.</returns>
    public bool Knows(string kind) => IsRead && !Unread.Any(unread => unread.Kind == kind);

    private MeshGateway? TunnelGateway => Declared.TunnelGateway is { Address.Count: > 0 } declared
        ? declared with
        {
            Selector = Found?.TunnelGateway?.Selector ?? declared.Selector,
            Namespace = Found?.TunnelGateway?.Namespace ?? declared.Namespace,
        }
        : Found?.TunnelGateway ?? Declared.TunnelGateway;

    private MeshGateway Gateway => Found is null || Declared.Gateway.Address.Count > 0
        ? Declared.Gateway with
        {
            Selector = Found?.Gateway.Selector ?? Declared.Gateway.Selector,
            Namespace = Found?.Gateway.Namespace ?? Declared.Gateway.Namespace
        }
        : Found.Gateway;
}
