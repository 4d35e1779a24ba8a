using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>Turns the weights of a route into shares.</summary>
internal static class WeightShares
{
    /// <summary>
    /// The shares of a route. A single destination takes all, whatever its weight; among several those with weight 0 take nothing and the
    /// rest share in proportion to the total, which need not be 100 (route.go applyHTTPRouteDestination, networkfilter.go
    /// buildOutboundNetworkFiltersWithWeightedClusters).
    /// </summary>
    public static IReadOnlyList<RouteShare> Of(RoutingCluster cluster, MeshCaller caller, MeshManifest virtualService,
        UnstructuredMap route, int listenerPort, bool isRequest)
    {
        var destinations = route.Maps("route").ToList();
        var total = destinations.Sum(Weight);
        return [.. destinations.Select(item =>
            Share(cluster, caller, virtualService, item, listenerPort, isRequest, destinations.Count == 1 ? 100 : total == 0 ? 0
                : 100.0 * Weight(item) / total))];
    }

    /// <summary>The port that a destination names: 0 where it has the field without a number; null where it names none.</summary>
    public static int? NamedPort(UnstructuredMap destination) =>
        destination.Map("port") is { } port ? (int)Math.Clamp(port.Number("number") ?? 0, 0, ushort.MaxValue) : null;

    private static long Weight(UnstructuredMap item) => Math.Clamp(item.Number("weight") ?? 0, 0, int.MaxValue);

    private static RouteShare Share(RoutingCluster cluster, MeshCaller caller, MeshManifest virtualService, UnstructuredMap item,
        int listenerPort, bool isRequest, double share)
    {
        var destination = item.Map("destination") ?? UnstructuredMap.Empty;
        var host = cluster.VirtualServices.HostOf(virtualService, destination);
        var service = GivenServices.Find(cluster, caller, host, listenerPort);
        var port = Port(destination, service, listenerPort, isRequest);
        if (service?.AliasOf is { } alias && (!isRequest || service.Port(listenerPort) is not null)) host = alias;
        return new(host, destination.Text("subset") ?? "", port, Weight(item), share)
        {
            NamesPort = NamedPort(destination) is not null,
            Headers = isRequest && item.Map("headers") is { } headers ? headers : UnstructuredMap.Empty,
        };
    }

    /// <summary>
    /// The port that is named, else the only one of the service, else the one that was called (route.go GetDestinationCluster). For
    /// requests of sidecars
    /// istiod knows a service by the called port alone, so that one of another port is called at that, which it does not have
    /// (httproute.go servicesByName).
    /// </summary>
    private static int Port(UnstructuredMap destination, RoutedService? service, int listenerPort, bool isRequest)
    {
        if (NamedPort(destination) is { } named) return named;
        return !isRequest && service is { Ports: [var only] } ? only.Number : listenerPort;
    }
}
