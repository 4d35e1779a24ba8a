using MeshFederation.Istio.Objects;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Policies.Routes.Redirect;

/// <summary>An answer in the place of the destinations of a route (istio networking/v1 HTTPRedirect, HTTPDirectResponse).</summary>
internal sealed class RedirectWriter : RoutePolicy<MeshRedirect>
{
    public override string Kind => "redirect";

    public override bool TakesPlace => true;

    public override bool HoldsWithoutDestination => true;

    protected override UnstructuredMap Write(UnstructuredMap route, MeshRedirect policy, PolicyRoute place) => policy.Status is { } status
        ? route.With("directResponse", UnstructuredMap.Of(
            ("status", (long)status),
            ("body", policy.Body is null ? null : UnstructuredMap.Of(("string", policy.Body)))))
        : route.With("redirect", Redirect(policy, place));

    public override MeshPolicy? Read(UnstructuredMap route, SeenPolicies seen)
    {
        if (route.Map("directResponse") is { } answer)
            return Said(("Status", answer.Number("status")), ("Body", answer.Map("body")?.Text("string")));
        return route.Map("redirect") is not { } redirect ? null : Said(
            ("Path", redirect.Text("uri")),
            ("PathPrefix", redirect.Text("prefixRewrite")),
            ("Authority", redirect.Text("authority")),
            ("Port", redirect.Number("port")),
            ("Scheme", redirect.Text("scheme")),
            ("Code", redirect.Number("redirectCode")));
    }

    /// <summary>
    /// A prefix is replaced where the route asks for one (istio pkg/config/validation/validation.go validateHTTPRedirect); where it asks
    /// for a whole path, the whole path is known.
    /// </summary>
    private static UnstructuredMap Redirect(MeshRedirect policy, PolicyRoute place)
    {
        var match = place.Cell.Match;
        var prefix = policy.PathPrefix is null ? null : ReplacedPath.Of(policy, policy.PathPrefix, match);
        if (policy.PathPrefix is not null && prefix is null)
            throw PolicyErrors.Overlap(place.View.Service, "a split or policy", match!, policy);
        var isWhole = match?.Path is { Kind: not StringMatchKind.Prefix };
        return UnstructuredMap.Of(
            ("uri", policy.Path ?? (isWhole ? prefix : null)),
            ("prefixRewrite", isWhole ? null : prefix),
            ("authority", policy.Authority),
            ("port", (long?)policy.Port),
            ("scheme", policy.Scheme),
            ("redirectCode", (long?)policy.Code));
    }
}
