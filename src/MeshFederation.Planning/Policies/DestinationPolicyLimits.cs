using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Fallbacks;

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
            foreach (var known in DestinationPolicies.Known) known.Require(service, policy, scope);
        }
    }

    /// <summary>Requires that what was chosen for a host with fallbacks leaves them what they are for.</summary>
    /// <exception cref="MeshException">It does not.</exception>
    public static void Require(FallbackHost host)
    {
        foreach (var known in DestinationPolicies.Known) known.Require(host);
    }

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
