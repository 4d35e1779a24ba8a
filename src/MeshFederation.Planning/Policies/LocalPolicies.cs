using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Policies;

/// <summary>What callers have chosen for pods of their own cluster.</summary>
internal static class LocalPolicies
{
    /// <summary>Whether a policy holds for the service's own host in a cluster from which it is called.</summary>
    public static bool HasLocalPolicy(this MeshService service, MeshCluster cluster) =>
        service.Policy.Any(policy => !ServicePolicies.IsOfRoutes(policy)
            && policy.Scope is MeshDestinationScope { Subset.Count: 0 } scope
            && scope.IsOf(cluster.Name))
        && service.ClientCluster.Any(client => client.Name == cluster.Name);
}
