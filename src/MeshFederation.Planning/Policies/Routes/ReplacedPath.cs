using MeshFederation.Model.Policies;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Policies.Routes;

/// <summary>
/// The path that takes the place of what a route matches. A proxy replaces what the route asks for: the beginning, or the whole path
/// (Envoy's prefix_rewrite). A route whose match is narrower than the policy's must say the rest again.
/// </summary>
internal static class ReplacedPath
{
    /// <summary>
    /// The path as the route must say it; null where the rest is not known: the route asks for an expression, or for a
    /// path in any case.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="path">What takes the place of what the policy's match asks for.</param>
    /// <param name="match">The match of the route.</param>
    public static string? Of(MeshPolicy policy, string path, MeshMatch? match) => (Beginning(policy), match?.Path) switch
    {
        (null, _) or (_, null) => path,
        (_, { Kind: StringMatchKind.Regex }) => null,
        ({ } beginning, { } narrower) when match!.IgnoreCase && narrower.Value.Length > beginning.Length => null,
        ({ } beginning, { } narrower) => path + narrower.Value[beginning.Length..],
    };

    /// <summary>The beginning of the path for which a policy asks; null where it asks for a whole path.</summary>
    public static string? Beginning(MeshPolicy policy) => (policy.Scope as MeshRouteScope)?.Match?.Path switch
    {
        null => "/",
        { Kind: StringMatchKind.Prefix } prefix => prefix.Value,
        _ => null,
    };
}
