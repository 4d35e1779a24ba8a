using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
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
    /// <summary>Whether they lie in the caller's network; null when that is not known.</summary>
    public bool? IsNear { get; private init; }

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
            var isNear = InNetworkOf(client, server);
            var gateway = isNear == false ? server.Gateways.Meant(MeshGateway.UsualPort) : null;
            if (pods.Selected.Count > 0) yield return new(server, there, pods.Selected, gateway) { IsNear = isNear };
        }
    }

    /// <summary>
    /// Whether pods of a cluster lie in a caller's network: they do where one of both has no name (istio pilot/pkg/model/context.go
    /// InNetwork). That a name is not among files does not say that there is none.
    /// </summary>
    private static bool? InNetworkOf(RoutingCluster client, RoutingCluster server) => (NetworkOf(client), NetworkOf(server)) switch
    {
        ("", _) or (_, "") => true,
        ({ } own, { } other) => own == other,
        _ => null,
    };

    private static string? NetworkOf(RoutingCluster cluster) => cluster.Facts.Network is { Length: > 0 } network ? network
        : cluster.Completeness.IsWhole(ReadKind.Namespace) ? ""
        : null;
}
