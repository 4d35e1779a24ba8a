using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Calls;

/// <summary>An endpoint of a ServiceEntry of the mesh, and whether it was found to be a gateway of some cluster.</summary>
internal sealed record EndpointWay
{
    /// <summary>The cluster of the ServiceEntry.</summary>
    public required RoutingCluster Client { get; init; }

    /// <summary>The service of the ServiceEntry.</summary>
    public required RoutedService Service { get; init; }

    /// <summary>The endpoint, as callers get it.</summary>
    public required RoutedEndpoint Endpoint { get; init; }

    /// <summary>The cluster that it says to be of; null when nothing tells it.</summary>
    public required string? Named { get; init; }

    /// <summary>The gateway that it is; null when no cluster is known to have it.</summary>
    public required FoundGateway? Gateway { get; init; }

    /// <summary>The TLS that is spoken to it.</summary>
    public required UpstreamTls Tls { get; init; }

    /// <summary>The ServiceEntry.</summary>
    public MeshManifest Entry => Service.Manifest!;

    /// <summary>Those of all clusters, each address and port of a ServiceEntry once.</summary>
    public static IEnumerable<EndpointWay> Of(RoutingMesh mesh) => mesh.Clusters.Count < 2 ? [] : mesh.Clusters
        .SelectMany(client => Of(mesh, client));

    private static IEnumerable<EndpointWay> Of(RoutingMesh mesh, RoutingCluster client)
    {
        foreach (var service in client.Services.All.Where(service =>
            service is { IsKubernetes: false, IsExternal: false, Manifest: not null }))
        {
            var seen = new HashSet<(string, int)>();
            var caller = MeshCaller.In(Callers.NamespaceOf(service.Manifest!, client.Facts));
            foreach (var port in service.Ports)
            {
                foreach (var endpoint in ServiceEndpoints.Of(client, service, port, UnstructuredMap.Empty).Endpoints
                    .Where(item => item.Pod is null && seen.Add((item.Address, item.Port))))
                {
                    yield return new()
                    {
                        Client = client,
                        Service = service,
                        Endpoint = endpoint,
                        Named = GatewayFinder.ClusterOf(mesh, service, endpoint),
                        Gateway = GatewayFinder.Find(mesh, client, service, endpoint),
                        Tls = UpstreamTls.Of(client, service, client.DestinationRules.For(caller, service), null, port.Number),
                    };
                }
            }
        }
    }
}
