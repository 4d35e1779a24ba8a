using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>Turns the weights of a route into shares.</summary>
internal static class WeightShares
{
    /// <summary>
    /// The shares of a route. A single destination takes all, whatever its weight; among several those with weight 0 take nothing and the rest share
    /// in proportion to the total, which need not be 100 (route.go applyHTTPRouteDestination, networkfilter.go buildOutboundNetworkFiltersWithWeightedClusters).
    /// </summary>
    public static IReadOnlyList<RouteShare> Of(RoutingCluster cluster, MeshCaller caller, MeshManifest virtualService, UnstructuredMap route, int listenerPort)
    {
        var destinations = route.Maps("route").ToList();
        var total = destinations.Sum(Weight);
        return [.. destinations.Select(item => Share(cluster, caller, virtualService, item, listenerPort, destinations.Count == 1 ? 100 : total == 0 ? 0 : 100.0 * Weight(item) / total))];
    }

    private static long Weight(UnstructuredMap item) => Math.Clamp(item.Number("weight") ?? 0, 0, int.MaxValue);

    private static RouteShare Share(RoutingCluster cluster, MeshCaller caller, MeshManifest virtualService, UnstructuredMap item, int listenerPort, double share)
    {
        var destination = item.Map("destination") ?? UnstructuredMap.Empty;
        var host = cluster.VirtualServices.HostOf(virtualService, destination);
        var port = Port(destination, cluster.Services.Find(host, caller.Namespace), listenerPort);
        return new(host, destination.Text("subset") ?? "", port, Weight(item), share) { NamesPort = destination.Map("port") is not null };
    }

    /// <summary>The port that is named, else the only one of the service, else the one that was called (route.go GetDestinationCluster).</summary>
    private static int Port(UnstructuredMap destination, RoutedService? service, int listenerPort)
    {
        if (destination.Map("port")?.Number("number") is { } number) return (int)Math.Clamp(number, 0, ushort.MaxValue);
        return service is { Ports: [var only] } ? only.Number : listenerPort;
    }
}
