using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Planning.Routes;

namespace MeshFederation.Planning.Policies.Routes.CorsPolicy;

/// <summary>What a route answers to pages of other sites; the proxy answers it itself, wherever requests go.</summary>
internal sealed class CorsPolicyWriter : RoutePolicy<MeshCorsPolicy>
{
    public override string Kind => "corsPolicy";

    public override bool HoldsWithoutDestination => true;

    protected override UnstructuredMap Write(UnstructuredMap route, MeshCorsPolicy policy, PolicyRoute place) =>
        route.With("corsPolicy", UnstructuredMap.Of(
            ("allowOrigins", UnstructuredList.From(policy.AllowOrigin.Select(HttpMatch.Text))),
            ("allowMethods", Texts(policy.AllowMethod)),
            ("allowHeaders", Texts(policy.AllowHeader)),
            ("exposeHeaders", Texts(policy.ExposeHeader)),
            ("maxAge", policy.MaxAge is { } age ? IstioDuration.Of(age) : null),
            ("allowCredentials", policy.AllowCredentials),
            ("unmatchedPreflights", policy.UnmatchedPreflights?.ToUpperInvariant())));

    private static UnstructuredList? Texts(ValueList<string> texts) => texts.Count > 0 ? UnstructuredList.From(texts) : null;
}
