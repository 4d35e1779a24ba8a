using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

/// <summary>The claims of tokens that a VirtualService routes by, as if they were headers (istio pkg/jwt/jwt.go ToRoutingClaim).</summary>
internal static class RoutedClaims
{
    private const string Prefix = "@request.auth.claims";

    public static IEnumerable<(UnstructuredMap Headers, string Name)> Of(MeshManifest service) =>
        from match in service.Spec.Maps("http").SelectMany(route => route.Maps("match"))
        from headers in new[] { match.Map("headers"), match.Map("withoutHeaders") }.OfType<UnstructuredMap>()
        from name in headers.Keys
        where name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        select (headers, name);
}
