using MeshFederation.Model.Collections;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Routes;

/// <summary>A policy of routes where it is said: its match names the gateways alone that the VirtualService has.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Match">Which requests there; null for all.</param>
internal sealed record PlacedPolicy(MeshPolicy Policy, MeshMatch? Match)
{
    /// <summary>The policies that may hold for requests of a view, in their order.</summary>
    public static IEnumerable<PlacedPolicy> In(CallerView view)
    {
        var service = view.Service;
        if (service.Policy.Count == 0) yield break;
        HashSet<string> gateways = view.Gateway is { } gateway ? [gateway]
            : [.. RouteBuilder.NamedGateways(service), MeshMatch.MeshGatewayName];
        foreach (var policy in service.Policy)
        {
            if (policy.Scope is not MeshRouteScope scope) continue;
            if (scope.Match is not { } match) yield return new(policy, null);
            else if (IsPossible(match, view, gateways)) yield return new(policy, Placed(match, view, gateways));
        }
    }

    /// <summary>At a gateway there are no calling pods and no port of the service (istio networking/v1 HTTPMatchRequest).</summary>
    private static bool IsPossible(MeshMatch match, CallerView view, HashSet<string> gateways) =>
        (match.Gateway.Count == 0 || match.Gateway.Any(gateways.Contains))
            && (view.Gateway is null || (!match.IsOfCallers && match.Port is null));

    private static MeshMatch? Placed(MeshMatch match, CallerView view, HashSet<string> gateways)
    {
        if (match.Gateway.Count == 0) return match;
        var isElsewhere = view.Gateway is null && gateways.Count > 1;
        var placed = match with { Gateway = isElsewhere ? match.Gateway.Where(gateways.Contains).ToValueList() : [] };
        return placed.IsEmpty ? null : placed;
    }
}
