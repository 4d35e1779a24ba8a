using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Routing.Destinations;

/// <summary>
/// Pods of another cluster that a caller's istiod reads, and that so are endpoints of a Service of the same name and namespace. Where
/// they lie in another
/// network they are called through the gateway of their cluster (istio pilot/pkg/serviceregistry/aggregate/controller.go mergeService).
/// </summary>
/// <param name="Server">The other cluster.</param>
/// <param name="Service">The Service there.</param>
/// <param name="Pods">The pods that are selected.</param>
/// <param name="Gateway">The gateway that they are called through; null when it is not known, or they are in the caller's network.</param>
public sealed record DiscoveredPods(RoutingCluster Server, RoutedService Service, IReadOnlyList<RoutedPod> Pods, GatewayWorkload? Gateway)
{
    /// <summary>Those of a service and subset.</summary>
    /// <param name="mesh">All clusters.</param>
    /// <param name="client">The cluster of the caller.</param>
    /// <param name="service">The Service in the caller's cluster.</param>
    /// <param name="labels">The labels of the subset.</param>
    /// <returns>Those of each cluster that has any.</returns>
    public static IEnumerable<DiscoveredPods> Of(RoutingMesh mesh, RoutingCluster client, RoutedService service, UnstructuredMap labels)
    {
        foreach (var name in client.ReadsClusters)
        {
            if (name == client.Name || mesh[name] is not { } server) continue;
            if (server.Services.All.FirstOrDefault(other => other.IsKubernetes && other.Namespace == service.Namespace
                && other.Manifest?.Name == service.Manifest?.Name) is not { } there)
            {
                continue;
            }

            var pods = server.Pods.Select(there, labels);
            var gateway = IsNear(client, server) ? null : server.Gateways.Meant(MeshGateway.UsualPort);
            if (pods.Selected.Count > 0) yield return new(server, there, pods.Selected, gateway);
        }
    }

    private static bool IsNear(RoutingCluster client, RoutingCluster server) => client.Facts.Network is { Length: > 0 } network
        && network == server.Facts.Network;
}
