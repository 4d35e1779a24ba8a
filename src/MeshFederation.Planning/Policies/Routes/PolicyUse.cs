using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Routes;

namespace MeshFederation.Planning.Policies.Routes;

/// <summary>
/// Keeps services from policies of routes that would hold for nothing: whoever declares one relies on it. Asked of merged services, since
/// the split that makes the route may be another declaration's.
/// </summary>
internal static class PolicyUse
{
    /// <summary>Requires that every policy of routes of a service holds for something.</summary>
    /// <exception cref="MeshException">One does not.</exception>
    public static void Require(MeshService service)
    {
        foreach (var policy in service.Policy) Require(service, policy);
    }

    /// <summary>Whether a policy holds for something, or is none of routes.</summary>
    public static bool IsOfUse(MeshService service, MeshPolicy policy)
    {
        try
        {
            Require(service, policy);
            return true;
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.PolicyUnused)
        {
            return false;
        }
    }

    /// <summary>The gateways at which requests of a service are routed, the mesh among them.</summary>
    public static IEnumerable<string> Gateways(MeshService service) => service.GatewaySplit.Select(split => split.Gateway)
        .Concat(service.TrafficSplit.SelectMany(split => split.Match?.Gateway ?? [])).Append(MeshMatch.MeshGatewayName);

    private static void Require(MeshService service, MeshPolicy policy)
    {
        if (!ServicePolicies.IsOfRoutes(policy)) return;
        RoutePolicies.Require(service, policy);
        if (policy.Scope is MeshDestinationScope scope) RequireDestination(service, policy, scope);
        else if (policy.Scope is MeshRouteScope { Match: { Gateway.Count: > 0 } match }) RequireGateway(service, policy, match);
        RequireNotAnswered(service, policy);
    }

    private static void RequireDestination(MeshService service, MeshPolicy policy, MeshDestinationScope scope)
    {
        var destinations = service.ClientCluster.Select(client => service.SeenFrom(client.Name)).Prepend(service)
            .SelectMany(seen => seen.Destinations()).Select(destination => destination.Place).Distinct().ToList();
        var called = service.ClientCluster
            .SelectMany(client => service.TrafficSplit.Count == 0 || service.In(client.Name) is null ? service.Cluster : [client])
            .Select(cluster => new MeshFallback(cluster.Name, LabelSet.Empty)).ToList();
        if (destinations.Concat(called).Any(place => scope.Covers(place.Cluster, place.Subset))) return;
        throw PolicyErrors.Unused(
            service,
            policy,
            $"no split sends requests to {scope}",
            "Send requests there with Set-MeshTrafficSplit, or name a destination that gets some: "
            + $"{string.Join(", ", destinations.Concat(called).Distinct())}.");
    }

    private static void RequireGateway(MeshService service, MeshPolicy policy, MeshMatch match)
    {
        var known = Gateways(service);
        if (match.Gateway.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } other)
        {
            throw PolicyErrors.Unused(
                service,
                policy,
                $"no split routes the requests at {other}",
                "Split for the gateway first: Set-MeshTrafficSplit -Gateway istio-system/web -Hostname shop.example.com.");
        }

        if (match.Port is not { } port || match.Gateway.Any(name => LeadsTo(service, name, port))) return;
        throw PolicyErrors.Unused(
            service,
            policy,
            FormattableString.Invariant($"no split leads requests at {match.Gateway} to the port {port}"),
            "Leave the port out, or split for the gateway and the port: Set-MeshTrafficSplit cluster2:100 -Match @{ Gateway = "
            + "'istio-system/web'; Port = 8080 }.");
    }

    /// <summary>
    /// Whether requests at a gateway may go to a port of the service: where no split names one they go to the first that is routed by
    /// requests, and those for a host name have none.
    /// </summary>
    private static bool LeadsTo(MeshService service, string gateway, int port)
    {
        if (gateway == MeshMatch.MeshGatewayName) return true;
        var there = service.TrafficSplit.Where(split => split.Match?.Gateway.Contains(gateway, StringComparer.Ordinal) is true).ToList();
        return there.Exists(split => split.Match!.Port == port)
            || (there.Count > 0 && service.Port.FirstOrDefault(one => one.Protocol.IsRoutedBy(RouteKind.Http))?.Number == port);
    }

    private static void RequireNotAnswered(MeshService service, MeshPolicy policy)
    {
        if (policy.Scope is MeshRouteScope && RoutePolicies.HoldWithoutDestination(policy)) return;
        var answer = service.Policy.FirstOrDefault(
            other => RoutePolicies.TakesPlace(other) && other.Scope is MeshRouteScope scope && TakesAll(scope, policy.Scope));
        if (answer is null) return;
        throw PolicyErrors.Unused(
            service,
            policy,
            $"'{answer}' answers these requests, and none of them goes anywhere",
            "Leave one of them out, or give the answer a match of its own.");
    }

    /// <summary>Whether no request of a policy is left by an answer.</summary>
    private static bool TakesAll(MeshRouteScope answer, MeshPolicyScope policy) =>
        answer.IsAll || (policy is MeshRouteScope { Match: { } match } && PolicyCells.IsWithin(match, answer.Match));
}
