using System.Collections.Immutable;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

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

    /// <summary>A destination of a route with the policies that hold for it alone.</summary>
    /// <param name="share">The destination, with its weight.</param>
    /// <param name="service">The service.</param>
    /// <param name="place">The cluster and pods.</param>
    public static UnstructuredMap OnDestination(UnstructuredMap share, MeshService service, MeshFallback place) => service.Policy.Count == 0
        ? share
        : Known.Aggregate(share, (changed, known) => known.OnDestination(changed, service, place));

    /// <summary>The policies of a route, by kind; without what no policy of ours could have written.</summary>
    /// <param name="route">The route.</param>
    /// <param name="seen">Where it stands.</param>
    public static IEnumerable<MeshPolicy> Read(UnstructuredMap route, SeenPolicies seen) => Read(known => known.Read(route, seen));

    /// <summary>The policies of a destination of a route.</summary>
    /// <param name="share">The destination, with its weight.</param>
    public static IEnumerable<MeshPolicy> ReadOfDestination(UnstructuredMap share) => Read(known => known.ReadOfDestination(share));

    /// <summary>Requires that a policy means something beside all else that is declared of its service.</summary>
    /// <exception cref="MeshException">It does not.</exception>
    public static void Require(MeshService service, MeshPolicy policy) => Of(policy)?.Require(service, policy);

    private static IEnumerable<MeshPolicy> Read(Func<RoutePolicy, MeshPolicy?> read)
    {
        foreach (var known in Known)
        {
            MeshPolicy? policy = null;
            try
            {
                policy = read(known);
            }
            catch (MeshException)
            {
                // What somebody else has written into an object may be no policy of ours.
            }

            if (policy is not null) yield return policy;
        }
    }

    private static RoutePolicy? Of(MeshPolicy policy) => Known.FirstOrDefault(known => known.Kind == policy.Kind);
}
