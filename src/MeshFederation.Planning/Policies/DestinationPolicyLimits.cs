using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Fallbacks;
using MeshFederation.Planning.Policies.LoadBalancer;
using MeshFederation.Planning.Policies.OutlierDetection;

namespace MeshFederation.Planning.Policies;

/// <summary>Refuses policies of destinations that would hold for nothing, or break what rests on others.</summary>
internal static class DestinationPolicyLimits
{
    /// <summary>Checks the policies of a merged service.</summary>
    /// <exception cref="MeshException">One does not fit what the declarations together are.</exception>
    public static void Require(MeshService service)
    {
        foreach (var policy in service.Policy)
        {
            if (policy.Scope is not MeshDestinationScope scope) continue;
            PolicyKinds.Of(policy).Check(service, policy);
            RequireDestination(service, policy, scope);
            if (policy is MeshLoadBalancer { LocalOnly: true }
                && !service.ClientCluster.Any(client => HasPodsIn(service, scope, client.Name)))
            {
                throw DestinationPolicyErrors.WithoutLocalCallers(service, policy);
            }
        }
    }

    /// <summary>Requires that what takes over is called once the first is dead, and that regions are shared as they say.</summary>
    /// <exception cref="MeshException">By the policy that was chosen neither is so.</exception>
    public static void Require(FallbackHost host)
    {
        if (host.Region.Count > 0 && host.ChosenBalancer() is { } balancer && (balancer.LocalOnly || balancer.IsHash))
            throw DestinationPolicyErrors.AcrossRegions(host.Service, balancer, host.Client);
        if (host.Chosen<MeshOutlierDetection>() is not { } chosen || OutlierDetectionPolicy.Of(host) is not { } detection) return;
        var why = detection switch
        {
            { ConsecutiveGatewayErrors: 0, Consecutive5xxErrors: 0, ConsecutiveLocalOriginFailures: null or 0 } => "no error counts",
            { MaxEjectionPercent: < 100 } =>
                FormattableString.Invariant($"at most {detection.MaxEjectionPercent} % of the endpoints are left out"),
            { MinHealthPercent: > 0 } => "all endpoints are called again, dead ones too, as soon as few are sound",
            _ => null,
        };
        if (why is not null) throw DestinationPolicyErrors.NeverFallsBack(host.Service, $"'{host.Place}'", chosen, why);
    }

    private static bool HasPodsIn(MeshService service, MeshDestinationScope scope, string cluster) =>
        service.In(cluster) is not null && (scope.Cluster is null || scope.Cluster == cluster);

    private static void RequireDestination(MeshService service, MeshPolicy policy, MeshDestinationScope scope)
    {
        if (scope.Subset.Count == 0) return;
        var places = service.ClientCluster.Select(client => service.SeenFrom(client.Name)).Prepend(service)
            .SelectMany(seen => seen.Destinations()).Select(destination => destination.Place)
            .Concat(service.Mirrors()).Distinct().ToList();
        if (places.Exists(place => scope.Covers(place.Cluster, place.Subset))) return;
        var known = places.Select(place => place.ToString()).Order(StringComparer.Ordinal);
        throw DestinationPolicyErrors.WithoutDestination(service, policy, known);
    }
}
