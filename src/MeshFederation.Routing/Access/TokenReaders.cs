using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Access;

/// <summary>
/// The RequestAuthentications of a cluster: which tokens of requests its pods read. A request without a token passes, one with a token
/// that is not valid gets 401, and whether one is valid nobody knows here (istio pilot/pkg/security/authn/policy_applier.go
/// convertToEnvoyJwtConfig, whose requirements let requests without tokens pass).
/// </summary>
public sealed class TokenReaders
{
    private static readonly ReadToken None = new(IsNone: true, Doubt: null);
    private static readonly ReadToken Some = new(IsNone: false, Doubt: null);

    private readonly RoutingCluster _cluster;
    private readonly ILookup<string, MeshManifest> _byNamespace;

    internal TokenReaders(RoutingCluster cluster)
    {
        _cluster = cluster;
        _byNamespace = cluster.Of(ReadKind.RequestAuthentication).Order(CreationOrder.OldestFirst)
            .ToLookup(item => item.Namespace, StringComparer.Ordinal);
    }

    /// <summary>Why it is not known whether a gateway lets a request in; null where its tokens do not keep it from being known.</summary>
    /// <param name="pods">The pods of the gateway.</param>
    /// <param name="sent">What the request carries.</param>
    /// <returns>The answer.</returns>
    public AccessAnswer? AtGateway(MeshCaller pods, SentTokens sent) => Read(
        pods.Namespace,
        Selecting(pods.Namespace, pods.Labels).Concat(pods.Labels.Text(GatewayApi.NameLabel) is { } name
            ? _byNamespace[pods.Namespace].Where(item => TargetReferences.Names(item, ReadKind.ApiGateway, name)) : []),
        sent).Doubt;

    /// <summary>Why it is not known whether a waypoint lets a request in: it asks those alone that name it, or what is called.</summary>
    /// <param name="namespace">The namespace of the waypoint.</param>
    /// <param name="name">Its name.</param>
    /// <param name="service">What is called.</param>
    /// <param name="sent">What the request carries.</param>
    /// <returns>The answer; null where its tokens do not keep it from being known.</returns>
    public AccessAnswer? AtWaypoint(string @namespace, string name, RoutedService service, SentTokens sent)
    {
        var root = RootNamespace.Of(_cluster.Facts);
        var called = service.IsKubernetes ? ReadKind.Service : ReadKind.ServiceEntry;
        var naming = _byNamespace[@namespace].Where(item => TargetReferences.Names(item, ReadKind.ApiGateway, name))
            .Concat(_byNamespace[service.Namespace].Where(item => TargetReferences.Names(item, called, service.Manifest?.Name ?? "")))
            .Concat(_byNamespace[root].Where(item => TargetReferences.Of(item.Spec).Any(target =>
                target.Text("kind") == "GatewayClass" && target.Text("name") == AmbientNames.WaypointClass)));
        return Read(@namespace, naming, sent).Doubt;
    }

    /// <summary>What pods read of a request; of connections nothing.</summary>
    internal ReadToken At(string @namespace, IReadOnlyDictionary<string, object?> labels, AccessRequest request) =>
        !request.IsHttp ? None : request.Tokens is { } sent ? Read(@namespace, Selecting(@namespace, labels), sent) : Some;

    private IEnumerable<MeshManifest> Selecting(string space, IReadOnlyDictionary<string, object?> labels) =>
        new[] { RootNamespace.Of(_cluster.Facts), space }.Distinct(StringComparer.Ordinal)
            .SelectMany(home => _byNamespace[home])
            .Where(item => !TargetReferences.Of(item.Spec).Any()
                && (item.Spec.Map("selector")?.Map("matchLabels") is not { } selector || selector.Selects(labels)));

    private ReadToken Read(string space, IEnumerable<MeshManifest> readers, SentTokens sent)
    {
        var isRead = false;
        AccessAnswer? doubt = null;
        foreach (var reader in readers)
        {
            foreach (var (place, isThere) in reader.Spec.Maps("jwtRules").SelectMany(sent.In))
            {
                isRead = true;
                if (isThere is false) continue;
                var answer = new AccessAnswer(
                    AccessOutcome.Unknown,
                    reader,
                    isThere is true
                        ? $"{reader} reads the token in {place}, and whether it is valid is not known: requests with another one get 401"
                        : $"{reader} reads tokens in {place}, which a route changes, so whether there is a valid one is not known");
                if (isThere is true) return new(IsNone: false, answer);
                doubt ??= answer;
            }
        }

        if (doubt is not null) return new(IsNone: false, doubt);
        return isRead || sent.IsNothing || AreKnown(space) ? None : new(IsNone: false, Unread(sent));
    }

    /// <summary>Nothing reads a token, and whether anything that is not among the objects does is not known.</summary>
    private AccessAnswer? Unread(SentTokens sent) =>
        _cluster.Unread.Contains(ReadKind.RequestAuthentication.Title)
        && sent.In(UnstructuredMap.Empty).Any(static usual => usual.IsThere is true)
            ? new(
                AccessOutcome.Unknown,
                null,
                $"the objects of {_cluster.Name} of the kind {ReadKind.RequestAuthentication} are not known, which may refuse its token")
            : null;

    private bool AreKnown(string space) =>
        _cluster.Completeness.IsWhole(ReadKind.RequestAuthentication, space)
        && _cluster.Completeness.IsWhole(ReadKind.RequestAuthentication, RootNamespace.Of(_cluster.Facts));
}
