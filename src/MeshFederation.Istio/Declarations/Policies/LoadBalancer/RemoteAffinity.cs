using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Istio.Declarations.Policies.LoadBalancer;

/// <summary>
/// Refuses to choose among the pods of another cluster. Its gateway passes each connection on as a whole, and chooses the pod; callers
/// choose among the addresses of gateways (istio pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains).
/// </summary>
internal static class RemoteAffinity
{
    /// <summary>Requires that what hashes or warms up is for pods that are called directly.</summary>
    /// <exception cref="MeshException">It would be for the gateway of a cluster.</exception>
    public static void Refuse(MeshService service, MeshLoadBalancer balancer)
    {
        if (balancer.LocalOnly || (!balancer.IsHash && balancer.Warmup is null)) return;
        if (balancer.Scope is not MeshDestinationScope scope) return;
        foreach (var client in service.ClientCluster)
        {
            foreach (var server in service.Cluster.Where(server => server.Name != client.Name))
            {
                if (scope.Cluster is null || scope.Cluster == server.Name)
                    throw DestinationPolicyErrors.AtGateway(service, balancer, client, server);
            }
        }
    }
}
