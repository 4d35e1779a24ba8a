using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Registry;

namespace MeshFederation.Routing.Gateways;

/// <summary>Finds the cluster and gateway that an endpoint leads to.</summary>
public static class GatewayFinder
{
    private const string ClusterLabel = "cluster";
    private const string ServicePart = ".svc.";

    /// <summary>
    /// The gateway at an endpoint's address and port. Where no cluster is known to have that address, the cluster that the endpoint's label
    /// <c>cluster</c> names, or the host <c>NAME.NAMESPACE.svc.CLUSTER.SUFFIX</c>, is taken for it: files of objects seldom say a gateway's address.
    /// </summary>
    /// <param name="mesh">All clusters.</param>
    /// <param name="client">The cluster of the caller, whose own gateway is never meant by its name alone.</param>
    /// <param name="service">The service of the endpoint.</param>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>The gateway; null when no cluster is known to be there.</returns>
    public static FoundGateway? Find(RoutingMesh mesh, RoutingCluster client, RoutedService service, RoutedEndpoint endpoint)
    {
        var name = endpoint.Labels.Text(ClusterLabel) is { } label && mesh[label] is not null ? label : NamedBy(service.Host);
        var clusters = mesh.Clusters.OrderBy(cluster => cluster.Name != name).ToList();
        foreach (var cluster in clusters)
        {
            if (cluster.Gateways.At(endpoint.Address, endpoint.Port) is { } workload) return new(cluster, workload, GatewayMatch.Address);
        }

        foreach (var cluster in clusters)
        {
            if (cluster.Gateways.At(endpoint.Address) is { } workload) return new(cluster, workload, GatewayMatch.OtherPort);
        }

        return name is not null && name != client.Name && mesh[name] is { } meant && !meant.Gateways.KnowsAddresses ? new(meant, meant.Gateways.Declared, GatewayMatch.Name) : null;
    }

    private static string? NamedBy(string host)
    {
        var part = host.IndexOf(ServicePart, StringComparison.Ordinal);
        if (part < 0) return null;
        var rest = host[(part + ServicePart.Length)..];
        return rest.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? rest[..dot] : null;
    }
}
