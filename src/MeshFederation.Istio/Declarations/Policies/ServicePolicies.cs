using MeshFederation.Istio.Ports;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations.Policies;

/// <summary>The policies of a service.</summary>
public static class ServicePolicies
{
    /// <summary>A copy of the service with a policy.</summary>
    /// <param name="service">The service.</param>
    /// <param name="policy">The policy.</param>
    /// <returns>The copy; a policy of the same kind and scope is replaced.</returns>
    /// <exception cref="MeshException">The policy does not fit the service.</exception>
    public static MeshService WithPolicy(this MeshService service, MeshPolicy policy)
    {
        Check(service, policy);
        var kept = service.Policy.Where(other => other.Kind != policy.Kind || !other.Scope.Equals(policy.Scope));
        return service with { Policy = Ordered(kept.Append(policy)) };
    }

    /// <summary>Policies in the one order that they have.</summary>
    /// <param name="policies">The policies.</param>
    /// <returns>The policies by kind, the most specific scope first.</returns>
    public static ValueList<MeshPolicy> Ordered(IEnumerable<MeshPolicy> policies) =>
        policies.Order(PolicyOrder.Instance).ToValueList();

    /// <summary>The policy that holds for pods of a destination: the one with the most specific scope.</summary>
    /// <typeparam name="T">The kind of policy.</typeparam>
    /// <param name="service">The service.</param>
    /// <param name="cluster">The cluster of the destination.</param>
    /// <param name="subset">The labels of its pods; none for all pods.</param>
    /// <returns>The policy; null where there is none.</returns>
    public static T? PolicyAt<T>(this MeshService service, string cluster, LabelSet subset)
        where T : MeshPolicy
    {
        foreach (var policy in service.Policy)
        {
            if (policy is T wanted && policy.Scope is MeshDestinationScope scope && scope.Covers(cluster, subset)) return wanted;
        }

        return null;
    }

    /// <summary>Whether callers of a service need routes of it: it has splits, or policies that routes say.</summary>
    /// <param name="service">The service.</param>
    /// <returns>True when they do.</returns>
    public static bool IsRouted(this MeshService service) => service.TrafficSplit.Count > 0 || service.Policy.Any(IsOfRoutes);

    /// <summary>Where copies of the requests of a service go.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The cluster and pods of each.</returns>
    public static IEnumerable<MeshFallback> Mirrors(this MeshService service) =>
        service.Policy.Count == 0 ? [] : service.Policy.SelectMany(policy => PolicyKinds.Of(policy).Copies(policy)?.To ?? []);

    /// <summary>Whether a policy is said by routes, be it for matches or for destinations of a route.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>True when it is.</returns>
    public static bool IsOfRoutes(MeshPolicy policy) => PolicyKinds.Of(policy).Scopes.HasFlag(PolicyScopes.Routes);

    private static void Check(MeshService service, MeshPolicy policy)
    {
        if (policy.Scope is MeshRouteScope { Match: { } match }) TrafficSplits.Check(service, match);
        if (policy.Scope is MeshDestinationScope { Cluster: { } cluster } && service.In(cluster) is null)
            throw PolicyErrors.UnknownCluster(service, policy, cluster);
        var called = (policy.Scope as MeshRouteScope)?.Match?.Port;
        if (IsOfRoutes(policy) && !service.Port.Any(port => port.Protocol.IsRoutedBy(RouteKind.Http)
            && port.Number == (called ?? port.Number)))
        {
            throw PolicyErrors.WithoutRequests(service, policy);
        }

        PolicyKinds.Of(policy).Check(service, policy);
    }
}
