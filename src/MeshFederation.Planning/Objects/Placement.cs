using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Objects;

/// <summary>
/// In which namespace of a client cluster the objects stand. What a VirtualService names stands beside it: of hosts outside of the cluster's domain
/// <c>istioctl analyze</c> looks for subsets in the VirtualService's own namespace only
/// (istio pkg/config/analysis/analyzers/virtualservice/destinationrules.go). Proxies see the objects from everywhere alike.
/// </summary>
public static class Placement
{
    /// <summary>The namespace of the ServiceEntry and the DestinationRule of a host in another cluster.</summary>
    /// <param name="call">The calls to the host.</param>
    /// <returns>The namespace of the VirtualServices that name the host; Istio's own where none does.</returns>
    public static string OfHost(RemoteCall call) =>
        IsRouted(call) ? OfRoute(call.Service, call.Client) : call.Client.IstioNamespace;

    /// <summary>The namespace of the VirtualServices of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="client">The cluster whose callers' requests are split.</param>
    /// <returns>The service's namespace; Istio's own where the cluster may have no namespace of that name.</returns>
    public static string OfRoute(MeshService service, MeshCluster client) =>
        service.In(client.Name) is not null || HasNamespace(client, service.Namespace) ? service.Namespace : client.IstioNamespace;

    /// <summary>Where the service does not run, each of its hosts is called and has a VirtualService of its own.</summary>
    private static bool IsRouted(RemoteCall call)
    {
        var service = call.Service;
        if (service.TrafficSplit.Count == 0) return false;
        return service.In(call.Client.Name) is null
            || service.TrafficSplit.Any(split => split.Destination.Any(destination => destination.Cluster == call.Server.Name));
    }

    private static bool HasNamespace(MeshCluster cluster, string name) =>
        cluster.Facts is { } facts && facts.Namespace.Any(known => known.Name == name);
}
