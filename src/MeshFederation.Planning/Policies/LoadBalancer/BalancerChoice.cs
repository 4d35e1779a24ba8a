using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Policies.LoadBalancer;

/// <summary>Which load balancer holds for a host.</summary>
internal static class BalancerChoice
{
    /// <summary>The most specific one; those for callers beside the pods alone hold for no host that has others first.</summary>
    public static MeshLoadBalancer? ChosenBalancer(this CalledHost host)
    {
        foreach (var policy in host.Service.Policy)
        {
            if (policy is not MeshLoadBalancer balancer || (balancer.LocalOnly && host.Place.Cluster != host.Client.Name)) continue;
            if (policy.Scope is MeshDestinationScope scope && scope.Covers(host.Place.Cluster, host.Place.Subset)) return balancer;
        }

        return null;
    }
}
