using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Policies.Routes.Rewrite;

/// <summary>What requests of a route ask for instead (istio networking/v1 HTTPRewrite).</summary>
internal sealed class RewriteWriter : RoutePolicy<MeshRewrite>
{
    public override string Kind => "rewrite";

    /// <summary>Istio refuses an authority that is said twice (istio pkg/config/validation/virtualservice.go validateAuthorityRewrite).</summary>
    protected override UnstructuredMap Write(UnstructuredMap route, MeshRewrite policy, PolicyRoute place)
    {
        var headers = place.Cell.Policy.OfType<MeshHeaderRule>().FirstOrDefault(rule => rule.SetsAuthority);
        if (policy.Authority is not null && headers is not null)
            throw PolicyErrors.Clash(place.View.Service, headers, policy, "both set the authority, which Istio takes once");
        return route.With("rewrite", UnstructuredMap.Of(
            ("uri", policy.Path is null ? null : ReplacedPath.Of(policy, policy.Path, place.Cell.Match)),
            ("uriRegexRewrite", policy.PathRegex is null
                ? null
                : UnstructuredMap.Of(("match", policy.PathRegex), ("rewrite", policy.Replacement))),
            ("authority", policy.Authority)));
    }
}
