using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Calls;

/// <summary>
/// An endpoint of a ServiceEntry of the mesh, or a WorkloadEntry of another cluster that a Service selects, and whether it was found
/// to be a gateway of some cluster.
/// </summary>
internal sealed record EndpointWay
{
    /// <summary>The cluster that calls.</summary>
    public required RoutingCluster Client { get; init; }

    /// <summary>The service that has the endpoint.</summary>
    public required RoutedService Service { get; init; }

    /// <summary>The endpoint, as callers get it.</summary>
    public required RoutedEndpoint Endpoint { get; init; }

    /// <summary>The cluster that it says it is of; null when nothing tells it.</summary>
    public required string? Named { get; init; }

    /// <summary>The gateway that it is; null when no cluster is known to have it.</summary>
    public required FoundGateway? Gateway { get; init; }

    /// <summary>Whether somebody calls it with the mesh's TLS: the host as a whole, or a subset that selects it.</summary>
    public required bool IsMeshCalled { get; init; }

    /// <summary>The object that says it: the ServiceEntry, or the WorkloadEntry that a Service selects.</summary>
    public required MeshManifest Entry { get; init; }

    /// <summary>The field of <see cref="Entry"/>.</summary>
    public string Field => Service.IsKubernetes ? "address" : "endpoints";

    /// <summary>The cluster that it says it is of, where that is another one of the mesh; null else.</summary>
    /// <param name="mesh">All clusters.</param>
    public RoutingCluster? Meant(RoutingMesh mesh) => Named is { } name && name != Client.Name ? mesh[name] : null;

    /// <summary>The cluster that it says it is of, where nothing is known of that; null else.</summary>
    /// <param name="mesh">All clusters.</param>
    public string? Missing(RoutingMesh mesh)
    {
        var isOwn = ServiceHost.IsOf(Service.Host, Client.Facts.ClusterDomain);
        var name = Endpoint.Labels.Text(IstiodLabels.Cluster) ?? (isOwn ? null : Named);
        return name is null or "" || name == Client.Name || name == IstiodLabels.ClusterOf(Client.Facts) || mesh[name] is not null
            ? null
            : name;
    }

    /// <summary>The other network through whose gateway it is called; null where it is called itself.</summary>
    public string? Network => Client.Networks.IsNear(Endpoint) ? null : Endpoint.Network;

    /// <summary>Those of all clusters, each address and port of a ServiceEntry once.</summary>
    public static IEnumerable<EndpointWay> Of(RoutingMesh mesh) => mesh.Clusters.SelectMany(client => Of(mesh, client));

    private static IEnumerable<EndpointWay> Of(RoutingMesh mesh, RoutingCluster client)
    {
        var seen = new HashSet<RoutedEndpoint>(SameAddress.Instance);
        foreach (var service in client.Services.All.Where(service => service is { IsExternal: false, Manifest: not null }
            && (!service.IsKubernetes || (service.Selector.Count > 0 && client.WorkloadEntries.Contains(service.Namespace)))))
        {
            seen.Clear();
            var caller = MeshCaller.In(Callers.NamespaceOf(service));
            var rule = client.DestinationRules.For(caller, service);
            foreach (var port in service.Ports)
            {
                var endpoints = ServiceEndpoints.Of(client, service, port, UnstructuredMap.Empty).Endpoints;
                for (var i = 0; i < endpoints.Count; i++)
                {
                    var endpoint = endpoints[i];
                    if (endpoint.Pod is not null || !seen.Add(endpoint)) continue;
                    if ((service.IsKubernetes ? Selected(client, service, endpoint) : service.Manifest) is not { } entry) continue;
                    var way = new EndpointWay
                    {
                        Client = client,
                        Service = service,
                        Endpoint = endpoint,
                        Named = GatewayFinder.ClusterOf(mesh, service, endpoint),
                        Gateway = GatewayFinder.Find(mesh, client, service, endpoint),
                        Entry = entry,
                        IsMeshCalled = IsCalled(client, service, rule, port, endpoint),
                    };
                    if (!service.IsKubernetes || way.Meant(mesh) is not null || (way.Gateway is { } found && found.Cluster != client)
                        || (way.Gateway is null && (way.Missing(mesh) is not null || way.Network is not null)))
                    {
                        yield return way;
                    }
                }
            }
        }
    }

    /// <summary>The WorkloadEntry that an endpoint of a Service is; one without an address is called through a tunnel.</summary>
    private static MeshManifest? Selected(RoutingCluster client, RoutedService service, RoutedEndpoint endpoint) =>
        endpoint.Address.Length == 0 ? null
            : client.WorkloadEntries[service.Namespace].FirstOrDefault(entry => entry.ToString() == endpoint.Field);

    private static bool IsCalled(
        RoutingCluster client, RoutedService service, MergedRule? rule, RoutedPort port, RoutedEndpoint endpoint)
    {
        if (IsOfMesh(UpstreamTls.Of(client, service, rule, null, port.Number), endpoint)) return true;
        for (var i = 0; i < rule?.Subsets.Count; i++)
        {
            var subset = rule.Subsets[i];
            if (subset.Labels.Selects(endpoint.Labels)
                && IsOfMesh(UpstreamTls.Of(client, service, rule, subset, port.Number), endpoint))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where no rule asks for TLS, it is spoken to endpoints that say to speak it.</summary>
    private static bool IsOfMesh(UpstreamTls tls, RoutedEndpoint endpoint) =>
        tls.IsMeshTls && (tls.Field.Length > 0 || endpoint is { SpeaksMeshTls: true, Address.Length: > 0 });

    /// <summary>Endpoints that are called alike.</summary>
    private sealed class SameAddress : IEqualityComparer<RoutedEndpoint>
    {
        public static readonly SameAddress Instance = new();

        public bool Equals(RoutedEndpoint? x, RoutedEndpoint? y) => x?.Address == y?.Address && x?.Port == y?.Port;

        public int GetHashCode(RoutedEndpoint obj) => string.GetHashCode(obj.Address, StringComparison.Ordinal) ^ obj.Port;
    }
}
