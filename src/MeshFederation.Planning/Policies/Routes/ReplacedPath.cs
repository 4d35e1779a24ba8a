using MeshFederation.Model.Policies;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Policies.Routes;

/// <summary>
/// The path that takes the place of what a route matches. A proxy replaces what the route asks for: the beginning, or the whole path
/// (Envoy's prefix_rewrite). A route whose match is narrower than the policy's must say the rest again.
/// </summary>
internal static class ReplacedPath
{
    /// <summary>The path as the route must say it.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="path">What takes the place of what the policy's match asks for.</param>
    /// <param name="match">The match of the route.</param>
    public static string Of(MeshPolicy policy, string path, MeshMatch? match)
    {
        var wanted = (policy.Scope as MeshRouteScope)?.Match?.Path ?? new StringMatch(StringMatchKind.Prefix, "/");
        var isNarrower = wanted.Kind == StringMatchKind.Prefix && match?.Path is { Kind: not StringMatchKind.Regex };
        return isNarrower ? path + match!.Path!.Value[wanted.Value.Length..] : path;
    }
}
