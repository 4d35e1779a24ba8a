using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Objects;

/// <summary>
/// In which namespace of a client cluster the objects stand. What a VirtualService names stands beside it: of hosts outside of the
/// cluster's domain <c>istioctl analyze</c> looks for subsets in the VirtualService's own namespace only
/// (istio pkg/config/analysis/analyzers/virtualservice/destinationrules.go). Proxies see the objects from everywhere alike.
/// </summary>
public static class Placement
{
    /// <summary>The namespace of the ServiceEntry and the DestinationRule of a host in another cluster.</summary>
    /// <param name="call">The calls to the host.</param>
    /// <returns>The namespace of the VirtualServices that name the host; Istio's own where none does and istiod looks at it.</returns>
    public static string OfHost(RemoteCall call) =>
        IsRouted(call) ? OfRoute(call.Service, call.Client) : Home(call.Service, call.Client);

    /// <summary>The namespace of the VirtualServices of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="client">The cluster whose callers' requests are split.</param>
    /// <returns>
    /// The service's namespace; Istio's own where the cluster may have no namespace of that name, or istiod does not look at it.
    /// </returns>
    public static string OfRoute(MeshService service, MeshCluster client)
    {
        if (service.In(client.Name) is not null) return service.Namespace;
        var isThere = client.HasNamespace(service.Namespace) is true && client.WatchesObjects(service.Namespace) is not false;
        return isThere ? service.Namespace : Home(service, client);
    }

    /// <summary>
    /// Istio's own namespace, to which meshConfig.discoverySelectors apply like to any other. Where they may leave it out, the service's,
    /// unless istiod does not look at that either, or the cluster lacks it: then nothing better is known, and a rule says so.
    /// </summary>
    private static string Home(MeshService service, MeshCluster client)
    {
        if (client.WatchesObjects(client.IstioNamespace) is true) return client.IstioNamespace;
        var isUseless = client.WatchesObjects(service.Namespace) is false || client.HasNamespace(service.Namespace) is false;
        return isUseless ? client.IstioNamespace : service.Namespace;
    }

    /// <summary>
    /// Where the service does not run, or has no split, each of its hosts may be called and has a VirtualService of its own.
    /// </summary>
    private static bool IsRouted(RemoteCall call)
    {
        var service = call.Service;
        if (service.IsRouted() && (service.TrafficSplit.Count == 0 || service.In(call.Client.Name) is null)) return true;
        if (service.Mirrors().Any(mirror => mirror.Cluster == call.Server.Name)) return true;
        return service.Destinations()
            .Any(destination => destination.Cluster == call.Server.Name
                || destination.Fallback.Any(fallback => fallback.Cluster == call.Server.Name));
    }
}
