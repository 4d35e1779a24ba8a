using MeshFederation.Model.Clusters;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Policies;

/// <summary>What callers have chosen for pods of their own cluster.</summary>
internal static class LocalPolicies
{
    /// <summary>Whether a policy holds for the service's own host in a cluster from which it is called.</summary>
    public static bool HasLocalPolicy(this MeshService service, MeshCluster cluster) =>
        service.Policy.Any(policy => policy is MeshOutlierDetection or MeshConnectionPool or MeshLoadBalancer
            && policy.Scope is MeshDestinationScope { Subset.Count: 0 } scope
            && (scope.Cluster is null || scope.Cluster == cluster.Name))
        && service.ClientCluster.Any(client => client.Name == cluster.Name);
}
