using MeshFederation.Istio.Objects;

namespace MeshFederation.Istio.Registry;

/// <summary>
/// Which service of a host the proxy of a caller has. Where several have the host, those count alone that a Sidecar lets in, and only
/// where it lets none in those that routes lead to all the same (istio pilot/pkg/model/sidecar.go selectServices,
/// collectImportedServices, DefaultSidecarScopeForGateway).
/// </summary>
internal static class GivenServices
{
    /// <summary>The service.</summary>
    /// <param name="cluster">The cluster of the caller.</param>
    /// <param name="caller">The calling pods.</param>
    /// <param name="host">The full host.</param>
    /// <param name="port">The port on which it is asked for: listeners of a Sidecar let in services of their own.</param>
    /// <returns>The service, or null when none is seen.</returns>
    public static RoutedService? Find(IstioCluster cluster, MeshCaller caller, string host, int port)
    {
        if (caller.IsGateway) return cluster.Services.FindAtGateway(host, caller.Namespace);
        if (cluster.Services.Named(host).Count > 1 && Imported(cluster, caller, host, port) is { } imported) return imported;
        return cluster.Services.Find(host, caller.Namespace);
    }

    private static RoutedService? Imported(IstioCluster cluster, MeshCaller caller, string host, int port) =>
        cluster.Sidecars.For(caller) is { } scope
            ? ServiceMerge.Of(cluster.Services.Listened(host, caller.Namespace, other => scope.Sees(other.Namespace, host, port)))
            : null;
}
