using MeshFederation.Istio;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Routing.Access;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Routing;

/// <summary>A cluster with what decides where requests go: beside what istiod knows, the objects that route, let in and refuse.</summary>
public sealed class RoutingCluster : IstioCluster
{
    private readonly Lazy<AccessPolicies> _access;
    private readonly Lazy<TokenReaders> _tokens;
    private readonly Lazy<GatewayIndex> _gateways;
    private readonly Lazy<IReadOnlyList<RoutingCluster>> _otherVersions;

    /// <summary>Makes a view of a cluster.</summary>
    /// <param name="facts">What is known of the cluster; where nothing is, Istio's defaults under its name.</param>
    /// <param name="objects">Its objects.</param>
    /// <param name="services">What was declared; services that do not run in it do not count.</param>
    /// <param name="isDeclared">Whether the facts were declared or read, not assumed.</param>
    /// <param name="complete">The kinds of which all objects are known, as when they were read from the cluster; null for none.</param>
    /// <param name="unread">The kinds of which nothing is known, since they may not be read; null for none.</param>
    public RoutingCluster(
        MeshCluster facts,
        IEnumerable<MeshManifest> objects,
        IEnumerable<MeshService> services,
        bool isDeclared = true,
        IReadOnlySet<string>? complete = null,
        IReadOnlySet<string>? unread = null)
        : base(facts, objects, services, isDeclared, complete, unread)
    {
        VirtualServices = new(Of(ReadKind.VirtualService), facts);
        _gateways = new(() => new(this));
        _otherVersions = new(() => [.. DecidingVersions.Of(this).Select(In)]);
        _tokens = new(() => new(this));
        _access = new(() => new(Of(ReadKind.AuthorizationPolicy), isDeclared ? facts : facts with { TrustDomain = "" }, Tokens));

        RoutingCluster In(IstioVersion version) =>
            new(facts with { IstioVersion = version, IsVersionAssumed = false }, Objects, services, isDeclared, complete, unread);
    }

    /// <summary>The VirtualServices.</summary>
    public VirtualServiceIndex VirtualServices { get; }

    /// <summary>The Gateways.</summary>
    public GatewayIndex Gateways => _gateways.Value;

    /// <summary>The AuthorizationPolicies.</summary>
    public AccessPolicies Access => _access.Value;

    /// <summary>The RequestAuthentications.</summary>
    public TokenReaders Tokens => _tokens.Value;

    /// <summary>
    /// The same cluster in other versions, where nobody said which it has, and these may give its callers something else; none elsewhere.
    /// </summary>
    internal IReadOnlyList<RoutingCluster> OtherVersions => _otherVersions.Value;
}
