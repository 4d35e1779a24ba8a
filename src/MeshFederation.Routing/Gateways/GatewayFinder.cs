using System.Net;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Routing.Gateways;

/// <summary>Finds the cluster and gateway that an endpoint leads to.</summary>
public static class GatewayFinder
{
    private const string ClusterLabel = "cluster";

    /// <summary>
    /// The gateway at an endpoint's address and port. Where no cluster is known to have that address, the cluster that the endpoint's
    /// labels name, or the host <c>NAME.NAMESPACE.svc.CLUSTER.SUFFIX</c>, is taken for it: files of objects seldom say a gateway's address.
    /// An IP address that is none of a cluster's known ones is not taken for it; a DNS name of one's own is.
    /// </summary>
    /// <param name="mesh">All clusters.</param>
    /// <param name="client">The cluster of the caller, whose own gateway is never meant by its name alone.</param>
    /// <param name="service">The service of the endpoint.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>The gateway; null when no cluster is known to be there.</returns>
    public static FoundGateway? Find(RoutingMesh mesh, RoutingCluster client, RoutedService service, RoutedEndpoint endpoint)
    {
        var name = ClusterOf(mesh, service, endpoint);
        var named = name is null ? null : mesh[name];
        if ((AtPort(named, endpoint) ?? AtPort(mesh, endpoint) ?? AtAddress(named, endpoint) ?? AtAddress(mesh, endpoint)) is { } found)
            return found;
        if (named is not { } meant || name == client.Name || IsLocalName(client, endpoint)) return null;
        if (meant.Gateways.KnowsAddresses && IPAddress.TryParse(endpoint.Address, out _)) return null;
        return (meant.Gateways.KnowsAddresses ? meant.Gateways.Meant(endpoint.Port) : meant.Gateways.OwnOrOnly) is { } gateway
            ? new(meant, gateway, GatewayMatch.Name)
            : null;
    }

    /// <summary>
    /// The cluster that an endpoint says it is of: by its labels, or by the host <c>NAME.NAMESPACE.svc.CLUSTER.SUFFIX</c>.
    /// </summary>
    /// <param name="mesh">All clusters.</param>
    /// <param name="service">The service of the endpoint.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>The name; null when nothing tells it.</returns>
    public static string? ClusterOf(RoutingMesh mesh, RoutedService service, RoutedEndpoint endpoint)
    {
        if (endpoint.Labels.Text(ClusterLabel) is { } label && mesh[label] is not null) return label;
        return endpoint.Labels.Text(IstiodLabels.Cluster) is { } added && mesh[added] is not null ? added : NamedBy(mesh, service.Host);
    }

    private static FoundGateway? AtPort(RoutingCluster? cluster, RoutedEndpoint endpoint) =>
        cluster?.Gateways.At(endpoint.Address, endpoint.Port) is { } workload ? new(cluster, workload, GatewayMatch.Address) : null;

    private static FoundGateway? AtAddress(RoutingCluster? cluster, RoutedEndpoint endpoint) =>
        cluster?.Gateways.At(endpoint.Address) is { } workload ? new(cluster, workload, GatewayMatch.OtherPort) : null;

    private static FoundGateway? AtPort(RoutingMesh mesh, RoutedEndpoint endpoint) =>
        mesh.Clusters.Select(cluster => AtPort(cluster, endpoint)).FirstOrDefault(found => found is not null);

    private static FoundGateway? AtAddress(RoutingMesh mesh, RoutedEndpoint endpoint) =>
        mesh.Clusters.Select(cluster => AtAddress(cluster, endpoint)).FirstOrDefault(found => found is not null);

    /// <summary>Whether an endpoint is a Service of the caller's own cluster.</summary>
    private static bool IsLocalName(RoutingCluster client, RoutedEndpoint endpoint) =>
        ServiceHost.IsOf(endpoint.Address.ToLowerInvariant(), client.Facts.ClusterDomain);

    /// <summary>What stands there is no cluster where it begins the DNS domain of one, or that of all.</summary>
    private static string? NamedBy(RoutingMesh mesh, string host)
    {
        var part = host.IndexOf(ServiceHost.Part, StringComparison.Ordinal);
        if (part < 0) return null;
        var rest = host[(part + ServiceHost.Part.Length)..];
        if (rest.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var dot) || ClusterSetHost.IsOf(host)) return null;
        var name = rest[..dot];
        return mesh[name] is not null || !IsDomain(mesh, rest) ? name : null;
    }

    private static bool IsDomain(RoutingMesh mesh, string text) =>
        text == MeshCluster.UsualDomain || mesh.Clusters.Any(cluster => cluster.Facts.ClusterDomain == text);
}
