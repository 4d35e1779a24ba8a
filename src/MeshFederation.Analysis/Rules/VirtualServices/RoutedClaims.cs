using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

/// <summary>The claims of tokens that a VirtualService routes by, as if they were headers (istio pkg/jwt/jwt.go ToRoutingClaim).</summary>
internal static class RoutedClaims
{
    private const string Prefix = "@request.auth.claims";

    /// <summary>Whether what stands in the place of a header is a claim.</summary>
    public static bool Is(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    public static IReadOnlyList<(UnstructuredMap Headers, string Name)> Of(MeshManifest service)
    {
        List<(UnstructuredMap, string)>? found = null;
        foreach (var route in service.Spec.Maps("http"))
        {
            foreach (var match in route.Maps("match"))
            {
                foreach (var field in MatchFields.Headers)
                {
                    if (match.Map(field) is not { } headers) continue;
                    for (var i = 0; i < headers.Count; i++)
                    {
                        if (headers.EntryAt(i).Key is var name && Is(name)) (found ??= []).Add((headers, name));
                    }
                }
            }
        }

        return found ?? (IReadOnlyList<(UnstructuredMap, string)>)[];
    }
}
