using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>
/// The listeners of a sidecar at 0.0.0.0, which HTTP services of a port share, and services without an address of their own
/// (istio pilot/pkg/networking/core/listener.go buildSidecarOutboundListener).
/// </summary>
internal static class WildcardListeners
{
    /// <summary>
    /// Whether the connections of a service come in there. Each pod of a headless Service has a listener of its own, and so has each
    /// endpoint of a
    /// ServiceEntry with resolution NONE.
    /// </summary>
    public static bool IsShared(RoutedService service) => !service.IsKubernetes && service.Addresses.Count == 0
        && (service.Resolution != ServiceResolution.None
            || (service.Selector.Count == 0 && service.Manifest?.Spec.List("endpoints").Count is null or 0));

    /// <summary>
    /// The service before another that has made the listener of a port: what comes later only adds hosts to its requests, so that whatever
    /// is not HTTP finds no chain. An HTTP service always listens there.
    /// </summary>
    /// <returns>The service; null where the other makes the listener itself.</returns>
    public static RoutedService? TakenBefore(RoutingCluster cluster, MeshCaller caller, RoutedService service, RoutedPort port)
    {
        if (!IsShared(service)) return null;
        var sidecar = cluster.Sidecars.For(caller);
        return cluster.Services.OnPort(port.Number).TakeWhile(other => other.Host != service.Host || other.Namespace != service.Namespace)
            .FirstOrDefault(other => other.AliasOf is null && other.Port(port.Number) is { } same
                && (same.Traffic == PortTraffic.Http || (same.Traffic == PortTraffic.Sniffed && IsShared(other)))
                && other.ExportTo.Reaches(caller.Namespace) && sidecar?.Sees(other.Namespace, other.Host, port.Number) is not false);
    }
}
