using System.Collections.Immutable;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Policies.Routes;

/// <summary>What routes say of requests beside where they go, a line for each kind of policy.</summary>
internal static class RoutePolicies
{
    private static readonly ImmutableArray<RoutePolicy> Known =
    [
        new Redirect.RedirectWriter(),
        new HeaderRule.HeaderRuleWriter(),
        new Rewrite.RewriteWriter(),
        new Timeout.TimeoutWriter(),
        new RetryPolicy.RetryPolicyWriter(),
        new Fault.FaultWriter(),
        new Mirror.MirrorWriter(),
        new CorsPolicy.CorsPolicyWriter(),
    ];

    /// <summary>Whether a policy takes the place of the destinations: requests go nowhere.</summary>
    public static bool TakesPlace(MeshPolicy policy) => Of(policy)?.TakesPlace is true;

    /// <summary>Whether a policy means anything where requests go nowhere.</summary>
    public static bool HoldWithoutDestination(MeshPolicy policy) => Of(policy)?.HoldsWithoutDestination is true;

    /// <summary>A route with the policies of its cell.</summary>
    /// <param name="route">The route, with its match and destinations.</param>
    /// <param name="place">Where it stands.</param>
    public static UnstructuredMap On(UnstructuredMap route, PolicyRoute place)
    {
        if (place.Cell.Policy.Count == 0) return route;
        var isAnswered = place.Cell.Policy.Any(TakesPlace);
        if (isAnswered) route = UnstructuredMap.Of(("match", route.GetValueOrDefault("match")));
        foreach (var known in Known)
        {
            if (isAnswered && !known.TakesPlace && !known.HoldsWithoutDestination) continue;
            if (place.Cell.Policy.FirstOrDefault(policy => policy.Kind == known.Kind) is { } said) route = known.Write(route, said, place);
        }

        return route;
    }

    private static RoutePolicy? Of(MeshPolicy policy) => Known.FirstOrDefault(known => known.Kind == policy.Kind);
}
