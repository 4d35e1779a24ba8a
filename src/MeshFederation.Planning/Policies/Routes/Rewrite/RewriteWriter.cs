using System.Text.RegularExpressions;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Policies.Routes.Rewrite;

/// <summary>What requests of a route ask for instead (istio networking/v1 HTTPRewrite).</summary>
internal sealed class RewriteWriter : RoutePolicy<MeshRewrite>
{
    public override string Kind => "rewrite";

    /// <summary>
    /// Istio refuses an authority that is said twice (istio pkg/config/validation/virtualservice.go validateAuthorityRewrite).
    /// </summary>
    protected override UnstructuredMap Write(UnstructuredMap route, MeshRewrite policy, PolicyRoute place)
    {
        var headers = place.Cell.Policy.OfType<MeshHeaderRule>().FirstOrDefault(rule => rule.SetsAuthority);
        if (policy.Authority is not null && headers is not null)
            throw PolicyErrors.Clash(place.View.Service, headers, policy, "both set the authority, which Istio takes once");
        var path = policy.Path is null ? null : ReplacedPath.Of(policy, policy.Path, place.Cell.Match);
        return route.With("rewrite", UnstructuredMap.Of(
            ("uri", path), ("uriRegexRewrite", Part(policy, path)), ("authority", policy.Authority)));
    }

    public override MeshPolicy? Read(UnstructuredMap route, SeenPolicies seen)
    {
        if (route.Map("rewrite") is not { } rewrite) return null;
        var part = rewrite.Map("uriRegexRewrite");
        return Said(
            ("Path", rewrite.Text("uri")),
            ("PathRegex", part?.Text("match")),
            ("Replacement", part?.Text("rewrite")),
            ("Authority", rewrite.Text("authority")));
    }

    private static bool IgnoresCase(MeshRewrite policy) => (policy.Scope as MeshRouteScope)?.Match?.IgnoreCase is true;

    /// <summary>Where the rest of the path is not known, the beginning of the path is one too.</summary>
    private static UnstructuredMap? Part(MeshRewrite policy, string? path)
    {
        if (policy.PathRegex is not null) return UnstructuredMap.Of(("match", policy.PathRegex), ("rewrite", policy.Replacement));
        if (policy.Path is null || path is not null) return null;
        return UnstructuredMap.Of(
            ("match", (IgnoresCase(policy) ? "(?i)^" : "^") + Regex.Escape(ReplacedPath.Beginning(policy)!)),
            ("rewrite", policy.Path.Replace(@"\", @"\\", StringComparison.Ordinal)));
    }
}
